import type { Comment } from '../entities.ts';
import { badRequest } from '../errors.ts';
import { type Answer, type Call, created, noContent, ok, type Operation } from '../operation.ts';
import { findVisibleIssue } from '../permissions.ts';
import { adfToHtml } from '../wire/adf.ts';
import type { Bean } from '../wire/bean.ts';
import { renderComment } from '../wire/comment.ts';
import { readList, readPage } from '../wire/page.ts';
import { viewerOf } from '../wire/viewer.ts';
import { addComment, deleteComment, findComment, updateComment } from '../writes/comments.ts';
import { readObject } from '../writes/write.ts';

/** Comments page at 100 (platform.md 9). */
const MAX_PAGE = 100;

const named = ({ params }: Call): { issue: string; id: string } => ({
  issue: params['issueIdOrKey'] ?? '',
  id: params['id'] ?? '',
});
/** The comment as the caller sees it, as HTML too where `expand=renderedBody` asks for it. */
const render = ({ site, caller, query }: Call, comment: Comment): Bean => ({
  ...renderComment(viewerOf(site.store, caller), comment),
  ...(readList(query, 'expand').includes('renderedBody') ? { renderedBody: adfToHtml(comment.body) } : {}),
});

const listComments = (call: Call): Answer => {
  const { site, caller, query } = call;
  const issue = findVisibleIssue(site.store, caller.accountId, named(call).issue);
  const order = query.get('orderBy') ?? 'created';
  if (!/^[+-]?created$/.test(order)) throw badRequest("The comments can only be ordered by 'created'.");
  const direction = order.startsWith('-') ? -1 : 1;
  const all = site.store.commentsByIssue.of(issue.id).toSorted((a, b) => direction * (a.created - b.created));
  const { startAt, maxResults } = readPage(query, { max: MAX_PAGE });
  const comments = all.slice(startAt, startAt + maxResults).map((comment) => render(call, comment));
  return ok({ startAt, maxResults, total: all.length, comments }, { core: comments.length });
};

const postComment = (call: Call): Answer => {
  const { body } = readObject(call.body);
  return created(render(call, addComment(call.site, call.caller, { issue: named(call).issue, body })));
};

const getComment = (call: Call): Answer =>
  ok(render(call, findComment(call.site, call.caller, named(call))), { core: 1 });

const putComment = (call: Call): Answer => {
  const { body } = readObject(call.body);
  return ok(render(call, updateComment(call.site, call.caller, { ...named(call), body })));
};

const removeComment = (call: Call): Answer => {
  deleteComment(call.site, call.caller, named(call));
  return noContent();
};

const ALL = '/rest/api/3/issue/{issueIdOrKey}/comment';
/** Comments of an issue. */
export const issueCommentsOperations: readonly Operation[] = [
  { method: 'GET', path: ALL, handle: listComments },
  { method: 'POST', path: ALL, handle: postComment },
  { method: 'GET', path: `${ALL}/{id}`, handle: getComment },
  { method: 'PUT', path: `${ALL}/{id}`, handle: putComment },
  { method: 'DELETE', path: `${ALL}/{id}`, handle: removeComment },
];
