import type { History, Issue } from '../entities.ts';
import { badRequest } from '../errors.ts';
import { type Call, ok, type Operation } from '../operation.ts';
import { findIssue } from '../permissions.ts';
import { apiUrl, type Bean } from '../wire/bean.ts';
import { historiesOf, renderHistory } from '../wire/changelog.ts';
import { pageOf } from '../wire/page.ts';
import { viewerOf } from '../wire/viewer.ts';
import { readIds, readObject, readText } from './body.ts';
import { issueOfPath } from './issue-reads.ts';

const PATH = '/rest/api/3/issue/{issueIdOrKey}/changelog';

const list: Operation = {
  method: 'GET',
  path: PATH,
  handle: (call) => {
    const { store } = call.site;
    const issue = issueOfPath(call);
    const viewer = viewerOf(store, call.caller);
    const page = pageOf(historiesOf(store, issue.id), call.query, {
      max: 100,
      url: apiUrl(store, `issue/${issue.id}/changelog`),
      render: (history) => renderHistory(viewer, history),
    });
    return ok(page, { core: page.values.length });
  },
};

const byIds: Operation = {
  method: 'POST',
  path: `${PATH}/list`,
  handle: (call) => {
    const { store } = call.site;
    const issue = issueOfPath(call);
    const ids = new Set(readIds(readObject(call.body), 'changelogIds'));
    if (ids.size === 0) throw badRequest('changelogIds must not be empty.');
    const viewer = viewerOf(store, call.caller);
    const histories = historiesOf(store, issue.id).filter(({ id }) => ids.has(id));
    return ok({
      startAt: 0,
      maxResults: histories.length,
      total: histories.length,
      histories: histories.map((history) => renderHistory(viewer, history)),
    });
  },
};

const MAX_ISSUES = 1000;
const MAX_FIELDS = 10;
const PAGE = { standard: 1000, max: 10_000 };

interface BulkRequest {
  readonly idsOrKeys: readonly string[];
  readonly fieldIds: readonly string[];
  readonly maxResults: number;
  readonly token: string | undefined;
}

const readBulk = (raw: unknown): BulkRequest => {
  const body = readObject(raw);
  const idsOrKeys = readIds(body, 'issueIdsOrKeys');
  const fieldIds = readIds(body, 'fieldIds');
  const { maxResults = PAGE.standard } = body;
  if (idsOrKeys.length === 0) throw badRequest('issueIdsOrKeys must contain at least one issue ID or key.');
  if (idsOrKeys.length > MAX_ISSUES) throw badRequest(`issueIdsOrKeys must contain at most ${MAX_ISSUES} issues.`);
  if (fieldIds.length > MAX_FIELDS) throw badRequest(`fieldIds must contain at most ${MAX_FIELDS} field IDs.`);
  if (typeof maxResults !== 'number' || !Number.isInteger(maxResults) || maxResults < 1 || maxResults > PAGE.max) {
    throw badRequest(`maxResults must be between 1 and ${PAGE.max}.`);
  }
  return { idsOrKeys, fieldIds, maxResults, token: readText(body, 'nextPageToken') };
};

/** Oldest first, then by issue, as Atlassian's description says. */
const inOrder = (a: History, b: History): number =>
  a.created - b.created || Number(a.issueId) - Number(b.issueId) || Number(a.id) - Number(b.id);

/** Changelog entries cut down to the wanted fields; those without any are left out. */
const onlyFields = (histories: readonly History[], fieldIds: readonly string[]): readonly History[] => {
  if (fieldIds.length === 0) return histories;
  return histories
    .map((history) => ({
      ...history,
      items: history.items.filter(({ fieldId }) => fieldId !== undefined && fieldIds.includes(fieldId)),
    }))
    .filter(({ items }) => items.length > 0);
};

/** A token names the last entry of the page before, so that entries written meanwhile shift nothing. */
const toToken = (last: History): string =>
  Buffer.from(JSON.stringify([last.created, last.issueId, last.id])).toString('base64url');

const readToken = (token: string): Pick<History, 'created' | 'issueId' | 'id'> => {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(token, 'base64url').toString());
    if (Array.isArray(parsed)) {
      const [created, issueId, id]: readonly unknown[] = parsed;
      if (typeof created === 'number' && typeof issueId === 'string' && typeof id === 'string') {
        return { created, issueId, id };
      }
    }
  } catch {
    // Falls through to the refusal.
  }
  throw badRequest('The provided nextPageToken is invalid.');
};

const after = (histories: readonly History[], token: string | undefined): readonly History[] => {
  if (token === undefined) return histories;
  const last = { items: [], ...readToken(token) };
  return histories.filter((history) => inOrder(history, last) > 0);
};

const groupByIssue = (histories: readonly History[], render: (history: History) => Bean): readonly Bean[] => {
  const groups = Map.groupBy(histories, ({ issueId }) => issueId);
  return [...groups].map(([issueId, own]) => ({ issueId, changeHistories: own.map(render) }));
};

const bulkfetch: Operation = {
  method: 'POST',
  path: '/rest/api/3/changelog/bulkfetch',
  handle: (call: Call) => {
    const { store } = call.site;
    const { idsOrKeys, fieldIds, maxResults, token } = readBulk(call.body);
    const viewer = viewerOf(store, call.caller);
    const issues = new Set(idsOrKeys.map((idOrKey) => findIssue(store, idOrKey)));
    const visible = [...issues].filter((issue): issue is Issue => issue !== undefined && viewer.canSee(issue));
    const all = onlyFields(
      visible.flatMap((issue) => store.historiesByIssue.of(issue.id)),
      fieldIds,
    );
    const rest = after([...all].sort(inOrder), token);
    const page = rest.slice(0, maxResults);
    const last = page.at(-1);
    const body = {
      issueChangeLogs: groupByIssue(page, (history) => renderHistory(viewer, history, 'epoch')),
      ...(rest.length > page.length && last !== undefined ? { nextPageToken: toToken(last) } : {}),
    };
    return ok(body, { core: page.length });
  },
};

/** Reading what was changed in issues. */
export const changelogOperations: readonly Operation[] = [list, byIds, bulkfetch];
