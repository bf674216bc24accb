import type { Caller } from '../caller.ts';
import type { Comment, Issue, Json } from '../entities.ts';
import { badField, badRequest, JiraProblem, notFound } from '../errors.ts';
import { findVisibleIssue } from '../permissions.ts';
import type { Site } from '../site.ts';
import { emitComment } from './emit-issue.ts';
import { readDocument } from './field-values.ts';
import { beginWrite, findOpenIssue, freshId, mayDo, type Write } from './write.ts';

const readBody = (body: unknown): Json => {
  if (body === undefined || body === null || body === '') throw badField('comment', 'Comment body can not be empty!');
  try {
    const document = readDocument(body, 'comment');
    if (document !== undefined) return document;
  } catch (error) {
    if (!(error instanceof JiraProblem)) throw error;
  }
  throw badField('comment', 'Comment body is not valid!');
};

const nameOf = ({ store, caller }: Write): string => store.users.get(caller.accountId)?.displayName ?? 'Anonymous';

const touch = ({ store, now }: Write, issueId: string): void => {
  const issue = store.issues.get(issueId);
  if (issue !== undefined) store.issues.put({ ...issue, updated: now });
};

/** Adds a comment to an issue that is being written; 400 (not 403) without permission (platform.md 9). */
export const commentOn = (write: Write, issue: Issue, body: unknown): Comment => {
  const { store, caller, now } = write;
  if (!mayDo(write, 'ADD_COMMENTS', issue) || caller.accountId === undefined) {
    throw badRequest(`${nameOf(write)}, you do not have the permission to comment on this issue.`);
  }
  const comment = store.comments.put({
    id: freshId(store, store.comments, 'comment'),
    issueId: issue.id,
    authorId: caller.accountId,
    body: readBody(body),
    created: now,
    updated: now,
  });
  touch(write, issue.id);
  emitComment(write, 'commented', store.issues.get(issue.id) ?? issue, comment);
  return comment;
};

/** POST issue/{k}/comment. */
export const addComment = (site: Site, caller: Caller, { issue, body }: { issue: string; body: unknown }): Comment => {
  const write = beginWrite(site, caller);
  return commentOn(write, findOpenIssue(write, issue), body);
};

interface CommentName {
  /** Id or key. */
  readonly issue: string;
  readonly id: string;
}

/** A comment of an issue that the caller may see; 404 otherwise. */
export const findComment = ({ store }: Site, caller: Caller, { issue, id }: CommentName): Comment => {
  const found = store.comments.get(id);
  const owner = findVisibleIssue(store, caller.accountId, issue);
  if (found === undefined || found.issueId !== owner.id) throw notFound(`Can not find a comment for the id: ${id}.`);
  return found;
};

const mayChange = (write: Write, issue: Issue, comment: Comment, verb: 'EDIT' | 'DELETE'): boolean =>
  mayDo(write, `${verb}_ALL_COMMENTS`, issue) ||
  (comment.authorId === write.caller.accountId && mayDo(write, `${verb}_OWN_COMMENTS`, issue));

/** PUT issue/{k}/comment/{id}: needs Edit all comments, or Edit own comments on one's own. */
export const updateComment = (site: Site, caller: Caller, input: CommentName & { readonly body: unknown }): Comment => {
  const write = beginWrite(site, caller);
  const issue = findOpenIssue(write, input.issue);
  const comment = findComment(site, caller, input);
  if (!mayChange(write, issue, comment, 'EDIT')) {
    throw badRequest(`${nameOf(write)}, you do not have the permission to edit this comment.`);
  }
  const saved = site.store.comments.put({ ...comment, body: readBody(input.body), updated: write.now });
  touch(write, issue.id);
  emitComment(write, 'updated', issue, saved);
  return saved;
};

/** DELETE issue/{k}/comment/{id}: needs Delete all comments, or Delete own comments on one's own. */
export const deleteComment = (site: Site, caller: Caller, input: CommentName): void => {
  const write = beginWrite(site, caller);
  const issue = findOpenIssue(write, input.issue);
  const comment = findComment(site, caller, input);
  if (!mayChange(write, issue, comment, 'DELETE')) {
    throw badRequest(`You do not have permission to delete comment with id: ${comment.id}`);
  }
  site.store.comments.delete(comment.id);
  touch(write, issue.id);
  emitComment(write, 'deleted', issue, comment);
};
