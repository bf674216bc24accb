import type { Comment } from '../entities.ts';
import type { ApiVersion } from './adf.ts';
import { bodyOf } from './adf.ts';
import { type Bean, apiUrl } from './bean.ts';
import { zonedTime } from './time.ts';
import type { Viewer } from './viewer.ts';

/** A comment as its own endpoints and the `comment` field show it. */
export const renderComment = (viewer: Viewer, comment: Comment, version: ApiVersion = '3'): Bean => {
  const { store } = viewer;
  const { timeZone } = store.settings;
  const author = viewer.user(comment.authorId) ?? undefined;
  return {
    self: apiUrl(store, `issue/${comment.issueId}/comment/${comment.id}`),
    id: comment.id,
    author,
    body: bodyOf(comment.body, version),
    updateAuthor: author,
    created: zonedTime(timeZone, comment.created),
    updated: zonedTime(timeZone, comment.updated),
    jsdPublic: true,
  };
};
