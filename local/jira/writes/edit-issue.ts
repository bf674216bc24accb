import type { Caller } from '../caller.ts';
import type { Issue } from '../entities.ts';
import { badField, badRequest, forbidden, JiraProblem } from '../errors.ts';
import type { Site } from '../site.ts';
import { applyOperations, readOperations, SIDE_FIELDS } from './apply-fields.ts';
import { checkDraft, mayEdit } from './check-draft.ts';
import { commentOn } from './comments.ts';
import { cannotSet, type Editing, type FieldOperation, toDraft } from './draft.ts';

import { linkFromEdit } from './links.ts';
import { issueOwner, putProperty } from './properties.ts';
import { saveIssue } from './save-issue.ts';
import { applyTransition, findTransition } from './transition.ts';
import { beginWrite, findOpenIssue, isObject, type JsonObject, mayDo, projectOf, type Write } from './write.ts';

/** Entities that the body adds beside the fields: comments, links, properties. */
export const applySides = (
  write: Write,
  issue: Issue,
  body: JsonObject,
  operations: readonly FieldOperation[],
): void => {
  for (const { field, verb, value } of operations) {
    if (!SIDE_FIELDS.has(field)) continue;
    if (verb !== 'add') {
      throw badField(field, `Field does not support operation '${verb}' Supported operation(s) are: 'add'`);
    }
    if (field === 'comment') commentOn(write, issue, isObject(value) ? value['body'] : value);
    else linkFromEdit(write, issue, value);
  }
  for (const property of Array.isArray(body['properties']) ? body['properties'] : []) {
    if (isObject(property)) putProperty(write.store, issueOwner(issue), String(property['key']), property['value']);
  }
};

const begin = (write: Write, original: Issue): Editing => ({
  write,
  project: projectOf(write.store, original),
  draft: toDraft(original),
  original,
});

/**
 * PUT issue/{k}: `fields`, `update` (several operations a field), `properties`, `transition`; all of it or nothing.
 * Throws Jira's 400 with a message for each field. Without Edit issues no field is on the screen.
 */
export const editIssue = (site: Site, caller: Caller, { issue, body }: { issue: string; body: JsonObject }): Issue => {
  const write = beginWrite(site, caller);
  const original = findOpenIssue(write, issue);
  const editing = begin(write, original);
  const operations = readOperations(body);
  const fields = operations.filter(({ field }) => !SIDE_FIELDS.has(field));
  if (!mayEdit(editing)) {
    const errors = Object.assign({}, ...fields.map(({ field }) => cannotSet(field).errors));
    if (fields.length > 0) throw new JiraProblem(400, [], errors);
    if (body['properties'] !== undefined) throw forbidden('You do not have permission to edit this issue.');
  }
  applyOperations(editing, fields);
  checkDraft(editing);
  if (body['transition'] !== undefined) applyTransition(editing, findTransition(write, original, body['transition']));
  const saved = saveIssue(write, { before: original, after: editing.draft });
  applySides(write, saved, body, operations);
  return site.store.issues.get(saved.id) ?? saved;
};

/** What a transition without a screen of its own takes: the fields of Jira's default resolve screen. */
const TRANSITION_FIELDS = new Set(['resolution', 'fixVersions', 'assignee']);

/** POST issue/{k}/transitions: `{ transition: { id }, fields?, update? }`. Throws 400 for one that is not offered now. */
export const transitionIssue = (
  site: Site,
  caller: Caller,
  { issue, body }: { issue: string; body: JsonObject },
): Issue => {
  const write = beginWrite(site, caller);
  const original = findOpenIssue(write, issue);
  const transition = findTransition(write, original, body['transition']);
  const editing = begin(write, original);
  applyTransition(editing, transition);
  const operations = readOperations(body);
  const fields = operations.filter(({ field }) => !SIDE_FIELDS.has(field));
  for (const { field } of fields) if (!TRANSITION_FIELDS.has(field)) throw cannotSet(field);
  applyOperations(editing, fields);
  const saved = saveIssue(write, { before: original, after: editing.draft });
  applySides(write, saved, body, operations);
  return site.store.issues.get(saved.id) ?? saved;
};

/** PUT issue/{k}/assignee: `{ accountId }`, null for nobody, `-1` for the project's default. Needs Assign issues; 403. */
export const assignIssue = (
  site: Site,
  caller: Caller,
  { issue, body }: { issue: string; body: JsonObject },
): Issue => {
  const write = beginWrite(site, caller);
  const original = findOpenIssue(write, issue);
  if (!mayDo(write, 'ASSIGN_ISSUES', original)) throw forbidden('You do not have permission to assign issues.');
  if (body['accountId'] === undefined) throw badRequest("'accountId' is missing.");
  const editing = begin(write, original);
  const value = body['accountId'] === null ? null : { accountId: body['accountId'] };
  applyOperations(editing, [{ field: 'assignee', verb: 'set', value }]);
  return saveIssue(write, { before: original, after: editing.draft });
};
