import { findHistoryStart } from '../../core/period/history-from.ts';
import type { EpochMs, ProjectId, StatusId } from '../../core/ids.ts';
import type { Program } from '../../core/program/program.ts';
import { hashText } from '../../core/text/hash-text.ts';
import type { Category } from '../../core/work-item/work-item.ts';
import type { JiraClient } from '../../jira/client.ts';
import type { FieldIds } from '../../jira/fields.ts';
import { READ_SIZE, READ_SIZE_WITH_CHANGELOG } from '../../jira/read-issues.ts';
import type { SiteFacts } from '../site/site-facts.ts';
import { createTexts, type Texts } from '../store/texts.ts';
import type { PageSize } from './read-pages.ts';
import { queriesByProject, type TeamQuery } from './team-queries.ts';

/** What reading work items as the app takes; opened once a job, gone with it. */
export interface Reading {
  readonly app: JiraClient;
  readonly clock: () => EpochMs;
  readonly fieldIds: FieldIds;
  readonly categories: ReadonlyMap<StatusId, Category>;
  /** Work done before is read without history. */
  readonly historyFrom: EpochMs;
  readonly queries: ReadonlyMap<ProjectId, readonly TeamQuery[]>;
  /** What of the index was read and written so far: it is asked of before and after each batch. */
  readonly texts: Texts;
  /** What Jira takes in one call, as learnt so far. */
  readonly sizes: { readonly plain: PageSize; readonly withChangelog: PageSize };
}

const DAY_MS = 86_400_000;
/** Where no program has periods: three of 90 days. */
const HISTORY_DAYS = 270;

const historyFromOf = (programs: readonly Program[], now: EpochMs): EpochMs => {
  const today = new Date(now).toISOString().slice(0, 10);
  const start = findHistoryStart(programs, today);
  // A day of some time zone begins up to a day before UTC's.
  return start === undefined ? now - HISTORY_DAYS * DAY_MS : Date.parse(`${start}T00:00:00Z`) - DAY_MS;
};

/** What estimates may stand in: the site's own fields, and what programs' teams name. */
const withUnits = (fieldIds: FieldIds, programs: readonly Program[]): FieldIds => {
  const units = programs.flatMap(({ teams }) =>
    teams.flatMap(({ unit }) =>
      unit.kind === 'count' ? [] : [{ id: unit.fieldId, name: unit.name, kind: unit.kind }],
    ),
  );
  const all = new Map([...fieldIds.estimates, ...units].map((field) => [field.id, field]));
  return { ...fieldIds, estimates: [...all.values()] };
};

/** Opens a reading for one job. `clock` tells when each batch begins. */
export const openReading = (
  app: JiraClient,
  site: SiteFacts,
  programs: readonly Program[],
  clock: () => EpochMs = () => Date.now(),
): Reading => ({
  app,
  clock,
  fieldIds: withUnits(site.fieldIds, programs),
  categories: new Map(site.statuses.map(({ id, category }) => [id, category])),
  historyFrom: historyFromOf(programs, clock()),
  queries: queriesByProject(site, programs),
  texts: createTexts(),
  sizes: { plain: { most: READ_SIZE }, withChangelog: { most: READ_SIZE_WITH_CHANGELOG } },
});

/**
 * A short text that changes where a project's items must be read again although none of them changed: a team's query or a board's
 * filter is another, a field that estimates stand in is new. Kept by the backfill beside what it read.
 */
export const stampOf = (reading: Reading, projectId: ProjectId): string => {
  const { estimates, ...roles } = reading.fieldIds;
  const fields = estimates.map(({ id }) => id).sort();
  const queries = (reading.queries.get(projectId) ?? []).map(({ key, jqls }) => [key, ...jqls]);
  return hashText(JSON.stringify([fields, Object.entries(roles).sort(), queries])).toString(36);
};
