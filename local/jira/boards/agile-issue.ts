import type { Caller } from '../caller.ts';
import type { Issue } from '../entities.ts';
import type { Site } from '../site.ts';
import type { Bean } from '../wire/bean.ts';
import { parseFieldSelection } from '../wire/field-selection.ts';
import type { FieldSelection } from '../wire/field-selection.ts';
import { issueRenderer } from '../wire/issue.ts';
import { readList } from '../wire/page.ts';
import { viewerOf } from '../wire/viewer.ts';
import { AGILE_FIELDS, agileFieldsAsked, renderAgileFields } from './agile-fields.ts';
import { agileUrl } from './render-board.ts';

export interface AgileRenderer {
  readonly selection: FieldSelection;
  readonly render: (issue: Issue) => Bean;
}

/**
 * Renders issues as Jira Software's resources do: the platform's fields by `fields` (default: all navigable ones) and
 * `expand`, with sprint, closedSprints, epic and flagged beside them. In a list, `names` and `schema` stand beside the
 * issues, not in each.
 */
export const agileRenderer = (
  site: Site,
  caller: Caller,
  query: URLSearchParams,
  place: 'alone' | 'in a list' = 'alone',
): AgileRenderer => {
  const { store } = site;
  const raw = readList(query, 'fields');
  const agile = agileFieldsAsked(raw);
  const platform = raw.filter((name) => !AGILE_FIELDS.some((field) => field === name));
  const selection: FieldSelection =
    raw.length > 0 && platform.length === 0
      ? { fields: [], only: undefined }
      : parseFieldSelection(store, platform, '*navigable');
  const expand = new Set(readList(query, 'expand'));
  if (place === 'in a list') for (const shared of ['names', 'schema']) expand.delete(shared);
  const renderPlatform = issueRenderer(site, caller, { fields: { ...selection, only: undefined }, expand });
  const { canSee } = viewerOf(store, caller);
  const render = (issue: Issue): Bean => {
    const bean = renderPlatform(issue);
    const fields = bean['fields'];
    return {
      ...bean,
      self: agileUrl(store, `issue/${issue.id}`),
      fields: {
        ...(typeof fields === 'object' ? fields : {}),
        ...renderAgileFields(store, canSee, issue, agile),
      },
    };
  };
  return { selection, render };
};
