import type { BoardId, EpochMs, SprintId } from '../../core/ids.ts';
import { chunk } from '../../core/list/chunk.ts';
import type { Sprint, SprintState } from '../../core/sprint/sprint.ts';
import { packText, unpackText } from '../../storage/values.ts';
import type { SiteFacts, SiteVersion } from './site-facts.ts';

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

type Row = readonly [
  id: SprintId,
  name: string,
  state: 0 | 1 | 2,
  boardId: BoardId | 0,
  start: EpochMs | 0,
  length: number | null,
  completed: number | null,
];
interface Part {
  readonly sprints: readonly Row[];
  readonly boards: readonly (readonly [BoardId, readonly SprintId[]])[];
  readonly versions: readonly SiteVersion[];
}
type Base = Omit<SiteFacts, 'readAt' | 'sprints' | 'sprintIdsByBoard' | 'versions' | 'judged'> & {
  readonly judged: readonly (readonly [string, string | null])[];
};

const STATES: readonly SprintState[] = ['closed', 'active', 'future'];

/** The end and the completion are written from the start on: so they are short and alike. */
const toRow = ({ id, name, state, boardId, start, end, completed }: Sprint): Row => {
  const from = start ?? 0;
  const at = state === 'closed' ? 0 : state === 'active' ? 1 : 2;
  const length = end === undefined ? null : end - from;
  return [id, name, at, boardId ?? 0, from, length, completed === undefined ? null : completed - from];
};
const fromRow = ([id, name, state, boardId, start, length, completed]: Row): Sprint => ({
  id,
  name,
  state: STATES[state] ?? 'future',
  ...(boardId === 0 ? {} : { boardId }),
  ...(start === 0 ? {} : { start }),
  ...(length === null ? {} : { end: start + length }),
  ...(completed === null ? {} : { completed: start + completed }),
});

const packPart = (
  sprints: readonly Sprint[],
  byBoard: SiteFacts['sprintIdsByBoard'],
  versions: readonly SiteVersion[],
): string => {
  const own = new Set(sprints.map((sprint) => sprint.id));
  const boards = [...byBoard].map(([id, ids]) => [id, ids.filter((one) => own.has(one))] as const);
  const part: Part = { sprints: sprints.map(toRow), boards: boards.filter(([, ids]) => ids.length > 0), versions };
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
  const read = parts.map((text) => unpackText(text) as Part);
  const byBoard = new Map<BoardId, SprintId[]>();
  for (const [id, ids] of read.flatMap((part) => part.boards)) byBoard.set(id, [...(byBoard.get(id) ?? []), ...ids]);
  return {
    readAt,
    ...lists,
    sprints: read.flatMap((part) => part.sprints.map(fromRow)),
    sprintIdsByBoard: byBoard,
    versions: read.flatMap((part) => part.versions),
    judged: new Map(judged.map(([jql, because]) => [jql, because ?? undefined])),
  };
};
