import type { Issue, Sprint } from '../entities.ts';
import type { Store } from '../store.ts';
import type { Bean } from '../wire/bean.ts';
import { renderSprint } from '../wire/sprint.ts';
import { levelOf, openSprintOf } from './board-issues.ts';
import { renderEpic } from './render-board.ts';

export const AGILE_FIELDS = ['sprint', 'closedSprints', 'epic', 'flagged'] as const;
export type AgileField = (typeof AGILE_FIELDS)[number];

/** Which Jira Software fields a raw `fields` list asks for: all by default and for the starred sets, minus what it excludes. */
export const agileFieldsAsked = (raw: readonly string[]): readonly AgileField[] => {
  const names = raw.flatMap((text) => text.split(',')).map((text) => text.trim());
  const wanted = names.filter((name) => name !== '' && !name.startsWith('-'));
  const all = wanted.length === 0 || wanted.includes('*all') || wanted.includes('*navigable');
  return AGILE_FIELDS.filter((field) => (all || wanted.includes(field)) && !names.includes(`-${field}`));
};

const isClosed = (sprint: Sprint | undefined): sprint is Sprint => sprint?.state === 'closed';

const valueOf = (store: Store, canSee: (issue: Issue) => boolean, issue: Issue, field: AgileField): unknown => {
  if (field === 'flagged') return issue.flagged ?? false;
  if (field === 'sprint') {
    const sprint = openSprintOf(store, issue);
    return sprint === undefined ? null : renderSprint(store, sprint);
  }
  if (field === 'closedSprints') {
    const closed = issue.sprintIds.map((id) => store.sprints.get(id)).filter(isClosed);
    return closed.length === 0 ? undefined : closed.map((sprint) => renderSprint(store, sprint));
  }
  const epic = store.issues.get(issue.parentId);
  return epic !== undefined && levelOf(store, epic) === 1 && canSee(epic) ? renderEpic(store, epic) : null;
};

/** An issue's Jira Software fields: `sprint` (the open one, or null), `closedSprints`, `epic`, `flagged`. */
export const renderAgileFields = (
  store: Store,
  canSee: (issue: Issue) => boolean,
  issue: Issue,
  fields: readonly AgileField[],
): Bean => Object.fromEntries(fields.map((field) => [field, valueOf(store, canSee, issue, field)]));
