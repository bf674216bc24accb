import type { Issue } from '../entities.ts';
import { forbidden, type JiraProblem } from '../errors.ts';
import { findVisibleIssue, isAdmin } from '../permissions.ts';
import { type Answer, type Call, created, noContent, ok, type Operation } from '../operation.ts';
import type { Store } from '../store.ts';
import { apiUrl, type Bean } from '../wire/bean.ts';
import { parseFieldSelection } from '../wire/field-selection.ts';
import { renderIssue } from '../wire/issue.ts';
import { readList } from '../wire/page.ts';
import { renderTransition, transitionsOf } from '../wire/transition.ts';
import { createIssue, createIssues } from '../writes/create-issue.ts';
import { deleteIssue } from '../writes/delete-issue.ts';
import { assignIssue, editIssue, transitionIssue } from '../writes/edit-issue.ts';
import { readObject } from '../writes/write.ts';

const named = ({ params }: Call): string => params['issueIdOrKey'] ?? '';

const createdBean = (store: Store, { id, key }: Issue): Bean => ({ id, key, self: apiUrl(store, `issue/${id}`) });

const postIssue = ({ site, caller, body }: Call): Answer =>
  created(createdBean(site.store, createIssue(site, caller, readObject(body))));

const failure = ({ index, problem }: { readonly index: number; readonly problem: JiraProblem }): Bean => ({
  status: problem.status,
  elementErrors: { errorMessages: problem.errorMessages, errors: problem.errors },
  failedElementNumber: index,
});

/** 201 where any was created; 400 with the same body where none was. */
const postIssues = ({ site, caller, body }: Call): Answer => {
  const { issues, failures } = createIssues(site, caller, readObject(body));
  return {
    status: issues.length > 0 ? 201 : 400,
    body: { issues: issues.map((issue) => createdBean(site.store, issue)), errors: failures.map(failure) },
  };
};

const putIssue = (call: Call): Answer => {
  const { site, caller, query } = call;
  const overrides = ['overrideScreenSecurity', 'overrideEditableFlag'].some((name) => query.get(name) === 'true');
  if (overrides && !isAdmin(site.store, caller.accountId)) {
    throw forbidden('Only administrators can override the security of a screen or of an issue.');
  }
  const issue = editIssue(site, caller, { issue: named(call), body: readObject(call.body) });
  if (query.get('returnIssue') !== 'true') return noContent();
  const fields = parseFieldSelection(site.store, undefined, '*all');
  return ok(renderIssue(site, caller, issue, { fields, expand: new Set(readList(query, 'expand')) }));
};

const removeIssue = (call: Call): Answer => {
  const deleteSubtasks = call.query.get('deleteSubtasks') === 'true';
  deleteIssue(call.site, call.caller, { issue: named(call), deleteSubtasks });
  return noContent();
};

const putAssignee = (call: Call): Answer => {
  assignIssue(call.site, call.caller, { issue: named(call), body: readObject(call.body) });
  return noContent();
};

const getTransitions = (call: Call): Answer => {
  const { store } = call.site;
  const { accountId } = call.caller;
  const issue = findVisibleIssue(store, accountId, named(call));
  const wanted = call.query.get('transitionId');
  const offered = transitionsOf(store, accountId, issue).filter(({ id }) => wanted === null || id === wanted);
  const expanded = readList(call.query, 'expand').includes('transitions.fields');
  const transitions = offered.map((transition) => ({
    ...renderTransition(store, transition),
    ...(expanded ? { fields: {} } : {}),
  }));
  return ok({ expand: 'transitions', transitions });
};

const postTransition = (call: Call): Answer => {
  transitionIssue(call.site, call.caller, { issue: named(call), body: readObject(call.body) });
  return noContent();
};

const ISSUE = '/rest/api/3/issue';
const ONE = `${ISSUE}/{issueIdOrKey}`;
/** Creating, editing, deleting, assigning and transitioning issues. */
export const issueWritesOperations: readonly Operation[] = [
  { method: 'POST', path: ISSUE, handle: postIssue },
  { method: 'POST', path: `${ISSUE}/bulk`, handle: postIssues },
  { method: 'PUT', path: ONE, handle: putIssue },
  { method: 'DELETE', path: ONE, handle: removeIssue },
  { method: 'PUT', path: `${ONE}/assignee`, handle: putAssignee },
  { method: 'GET', path: `${ONE}/transitions`, handle: getTransitions },
  { method: 'POST', path: `${ONE}/transitions`, handle: postTransition },
];
