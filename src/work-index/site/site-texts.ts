import type { BoardId, EpochMs, SprintId } from '../../core/ids.ts';
import { chunk } from '../../core/list/chunk.ts';
import type { Sprint } from '../../core/sprint/sprint.ts';
import { packText, unpackText } from '../../storage/values.ts';
import { packSteps, unpackSteps } from '../../core/columns/columns.ts';
import type { SiteFacts, SiteVersion } from './site-facts.ts';
import { packSprints, unpackSprints, type SprintColumns } from './sprint-columns.ts';

/**
 * A site's facts as texts. `base` and `recent` are what views read: lists, boards, and the sprints and versions that are open or ended
 * lately. `old` is the rest: names that only work of long ago carries.
 */
export interface SiteTexts {
  readonly base: string;
  readonly recent: string;
  readonly old: readonly string[];
}

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** Two quarters, and what a period's first sprint reaches back. */
const RECENT_DAYS = 200;
/** Of one text: some 30 bytes each. */
const SPRINTS_PER_TEXT = 3_000;

interface Part {
  readonly sprints: SprintColumns;
  /** Places of a board's sprints among these, each as the step from the one before. */
  readonly boards: readonly (readonly [BoardId, readonly number[]])[];
  readonly versions: readonly SiteVersion[];
}
type Base = Omit<SiteFacts, 'readAt' | 'sprints' | 'sprintIdsByBoard' | 'versions' | 'judged'> & {
  readonly judged: readonly (readonly [string, string | null])[];
};

const packPart = (
  sprints: readonly Sprint[],
  byBoard: SiteFacts['sprintIdsByBoard'],
  versions: readonly SiteVersion[],
): string => {
  const places = new Map(sprints.map((sprint, at) => [sprint.id, at]));
  const boards = [...byBoard].map(([id, ids]) => [id, packSteps(ids.flatMap((one) => places.get(one) ?? []))] as const);
  const part: Part = { sprints: packSprints(sprints), boards: boards.filter(([, own]) => own.length > 0), versions };
  return packText(part);
};

/** The same facts give the same texts while nothing grows old. */
export const toTexts = (facts: SiteFacts, now: EpochMs): SiteTexts => {
  const { readAt: _, sprints, sprintIdsByBoard, versions, judged, ...lists } = facts;
  // By whole weeks, so that the texts do not change each day.
  const from = Math.floor(now / WEEK_MS) * WEEK_MS - RECENT_DAYS * DAY_MS;
  const fromDay = new Date(from).toISOString().slice(0, 10);
  const isRecent = ({ state, start, end, completed }: Sprint): boolean =>
    state !== 'closed' || Math.max(completed ?? 0, end ?? start ?? 0) >= from;
  const isCurrent = ({ released, releaseDay }: SiteVersion): boolean =>
    !released || (releaseDay !== undefined && releaseDay >= fromDay);
  const base: Base = { ...lists, judged: [...judged].map(([jql, because]) => [jql, because ?? null]) };
  const oldSprints = chunk(
    sprints.filter((sprint) => !isRecent(sprint)),
    SPRINTS_PER_TEXT,
  );
  const oldVersions = versions.filter((version) => !isCurrent(version));
  const old = oldSprints.length === 0 && oldVersions.length > 0 ? [[]] : oldSprints;
  return {
    base: packText(base),
    recent: packPart(sprints.filter(isRecent), sprintIdsByBoard, versions.filter(isCurrent)),
    old: old.map((some, at) => packPart(some, sprintIdsByBoard, at === 0 ? oldVersions : [])),
  };
};

/** Facts from the texts that were read, the old ones first; without those, a board's list begins with its recent sprints. */
export const fromTexts = (base: string, parts: readonly string[], readAt: EpochMs): SiteFacts => {
  // Written by toTexts: whoever changes these shapes changes the head's format.
  const { judged, ...lists } = unpackText(base) as Base;
  const read = parts.map((text) => {
    const part = unpackText(text) as Part;
    return { ...part, sprints: unpackSprints(part.sprints) };
  });
  const byBoard = new Map<BoardId, SprintId[]>();
  for (const { boards, sprints } of read) {
    for (const [id, places] of boards) {
      const ids = unpackSteps(places).flatMap((at) => sprints[at]?.id ?? []);
      byBoard.set(id, [...(byBoard.get(id) ?? []), ...ids]);
    }
  }
  return {
    readAt,
    ...lists,
    sprints: read.flatMap((part) => part.sprints),
    sprintIdsByBoard: byBoard,
    versions: read.flatMap((part) => part.versions),
    judged: new Map(judged.map(([jql, because]) => [jql, because ?? undefined])),
  };
};
