import type { IsoDay, ProjectId, WorkItemId } from '../../core/ids.ts';
import { isDead } from '../entry/directory-block.ts';
import { BACKLOG, OPEN, quarterOf, type Bucket, type Entry } from '../entry/entry.ts';
import { thinOf, type ThinRow } from '../entry/thin-block.ts';
import { mergeLog, type Log } from './log.ts';
import { pendingOf, readRoot, type PartRef, type Root } from './root.ts';
import { createTexts, type Texts } from './texts.ts';
import { ENTRY, placeOfScope, THIN, type Tier } from './tiers.ts';

/** Which detail is wanted: open work always, done work from a day on, work without any place in time if asked for. */
export interface DetailScope {
  readonly projectIds: ReadonlySet<ProjectId>;
  readonly doneFrom: IsoDay;
  /** Inside; absent: until now. */
  readonly doneTo?: IsoDay;
  readonly withBacklog: boolean;
}

/** The index as it stood when it was opened: all its readings agree with each other. */
export interface IndexView {
  /** Grows with every change, of whatever project: not for replies. 0: nothing was ever written. */
  readonly version: number;
  /** The thin tier: every item of these projects. */
  readonly readStructure: (projectIds: ReadonlySet<ProjectId>) => Promise<ReadonlyMap<WorkItemId, ThinRow>>;
  /** Detail, by whole quarters of done days: at least what was asked for. */
  readonly readDetail: (scope: DetailScope) => Promise<ReadonlyMap<WorkItemId, Entry>>;
  /** For the other readings of this folder. */
  readonly root: Root;
  readonly texts: Texts;
}

const DAY_MS = 86_400_000;
const quarterNear = (day: IsoDay, offsetMs: number): Bucket => quarterOf(Date.parse(`${day}T00:00:00Z`) + offsetMs);

const isWanted = (bucket: Bucket, { doneFrom, doneTo, withBacklog }: DetailScope): boolean => {
  if (bucket === OPEN) return true;
  if (bucket === BACKLOG) return withBacklog;
  // A day of some time zone may lie in the UTC quarter before or after: the bounds are a day wider on both sides.
  const isBefore = bucket < quarterNear(doneFrom, -DAY_MS);
  return !isBefore && (doneTo === undefined || bucket <= quarterNear(doneTo, 2 * DAY_MS));
};

/** Rows of parts, under what the log says of their ids. */
const readRows = async <Row>(
  view: { readonly root: Root; readonly texts: Texts },
  tier: Tier<Row>,
  isInScope: (part: PartRef) => boolean,
  overlay: (rows: Map<WorkItemId, Row>, log: Log) => void,
): Promise<ReadonlyMap<WorkItemId, Row>> => {
  const { root, texts } = view;
  const parts = root.parts.filter((part) => part.tier === tier.name && isInScope(part));
  const pending = pendingOf(root);
  await texts.load([...parts, ...pending]);
  const rows = new Map<WorkItemId, Row>();
  for (const part of parts) for (const row of tier.unpack(texts.get(part), part.scope)) rows.set(tier.idOf(row), row);
  overlay(rows, mergeLog(pending, texts));
  return rows;
};

/** Puts what is there now in place of what was; an entry that was only read again keeps its row. */
const layOver = <Row>(
  rows: Map<WorkItemId, Row>,
  log: Log,
  rowOf: (entry: Entry) => Row,
  isInScope: (projectId: ProjectId, bucket: Bucket) => boolean,
): void => {
  for (const [id, { row, entry }] of log) {
    if (isDead(row) || !isInScope(row.projectId, row.bucket)) rows.delete(id);
    else if (entry !== undefined) rows.set(id, rowOf(entry));
  }
};

/** One call; then one more, in parallel batches, for each reading. `texts`: what the same invocation read already. */
export const openIndex = async (texts: Texts = createTexts()): Promise<IndexView> => {
  const view = { root: await readRoot(), texts };
  return {
    ...view,
    version: view.root.version,
    readStructure: (projectIds) =>
      readRows(
        view,
        THIN,
        (part) => projectIds.has(part.scope),
        (rows, log) => layOver(rows, log, thinOf, (projectId) => projectIds.has(projectId)),
      ),
    readDetail: (scope) => {
      const isInScope = (projectId: ProjectId, bucket: Bucket): boolean =>
        scope.projectIds.has(projectId) && isWanted(bucket, scope);
      return readRows(
        view,
        ENTRY,
        (part) => {
          const { projectId, bucket } = placeOfScope(part.scope);
          return isInScope(projectId, bucket);
        },
        (rows, log) => layOver(rows, log, (entry) => entry, isInScope),
      );
    },
  };
};
