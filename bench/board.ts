import { issueFilter } from '../local/jira/permissions.ts';
import { APP_ACCOUNT_ID } from '../local/seeds/defaults.ts';
import type { WorkItemId } from '../src/core/ids.ts';
import { boardOf } from '../src/operations/board-of.ts';
import { measureBaselines, type Baseline } from './baselines/measure-baselines.ts';
import type { BenchApp } from './bench-app.ts';
import { addCost, addTargets, inTurn, type Cost } from './cost.ts';
import { readNames } from './names.ts';
import type { Table } from './table.ts';
import { namesOn, viewBoard, type View } from './view.ts';

const SURFACE = 'board';
/** Issue 3's targets, by the table's figures. */
const TARGETS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  small: { 'round trips': 2, 'jira calls': 3, 'storage read units': 60 },
  medium: { 'round trips': 2, 'jira calls': 3, 'storage read units': 60 },
  large: { 'round trips': 2, 'jira calls': 3, 'storage read units': 300, cpu: 1_500, 'peak memory': 400 },
};
const WIDE_BYTES = 500_000;
const CLOSE_PAGE_BYTES = 1_000_000;
/** At least so many times better than a baseline. */
const TIMES_FASTER_THAN_TUTORIAL = 8;
const TIMES_CHEAPER_THAN_LIVE = 200;
const FUNCTION_MS = 25_000;
/** Somebody else looked a minute before: the last look at Jira is too old by then (30 s), what is known of access is not. */
const SINCE_THE_LAST_VIEW_MS = 60_000;

/** Work that the app may not see: no board of ours shows it. */
const findUnread = ({ jira: { site } }: BenchApp): readonly WorkItemId[] => {
  const isRead = issueFilter(site.store, APP_ACCOUNT_ID);
  return [...site.store.issues.values()].filter((issue) => !isRead(issue)).map(({ id }) => id);
};

/** Every item that our board can show: of the reply, or, where it is cut, of all pages of the close lens and the wide one. */
const collectIds = async (app: BenchApp, { reply, board }: View): Promise<ReadonlySet<WorkItemId>> => {
  const ids = new Set(board.items.map(({ id }) => id));
  if (reply.kind === 'source') return ids;
  let page: { readonly from: number; readonly count: number; readonly of: number } | undefined;
  do {
    const fromTeam = page === undefined ? 0 : page.from + page.count;
    const asked = { programId: app.programId, periodId: board.periodId, lens: 'close', fromTeam } as const;
    const { value } = await app.ask(app.viewer, 'board.load', asked);
    if (value.kind !== 'board' || value.page === undefined) throw new Error('The close lens gave no page.');
    page = value.page;
    for (const { id } of boardOf(value).items) ids.add(id);
  } while (page.from + page.count < page.of);
  return ids;
};

const without = (a: ReadonlySet<WorkItemId>, b: ReadonlySet<WorkItemId>): ReadonlySet<WorkItemId> =>
  new Set([...a].filter((id) => !b.has(id)));
const some = (ids: ReadonlySet<WorkItemId>): string => [...ids].slice(0, 5).join(', ');

/** Complains where the live board is not ours: figures over different items say nothing. */
const checkSameItems = (table: Table, ours: ReadonlySet<WorkItemId>, theirs: ReadonlySet<WorkItemId>): void => {
  const [missing, extra] = [without(theirs, ours), without(ours, theirs)];
  if (missing.size === 0 && extra.size === 0) return;
  table.complain(
    `The board of the index is not the live one: ${missing.size} of ${theirs.size} work items are missing (${some(missing)}), ` +
      `${extra.size} are too many (${some(extra)}).`,
  );
};

const nameOf = ({ name, board, cost }: Baseline): string => {
  const late = name !== 'browser live' && cost.modelledMs > FUNCTION_MS ? ', over the 25 s of a function' : '';
  return `${name}, ${board.counts.coverage.read} items${late}`;
};

const addRows = (table: Table, site: string, view: View, theirs: Baseline, names: Cost): void => {
  const against = nameOf(theirs);
  const whole = inTurn(theirs.cost, names);
  // The longest chain until the board is drawn; nobody waits for the refresh behind it.
  addCost(
    table,
    { surface: SURFACE, site, against },
    { ...view.whole, trips: view.load.trips },
    {
      ...whole,
      trips: theirs.cost.trips,
    },
  );
  const extra = { surface: SURFACE, site, against };
  const [trips, time] = ['round trips, all that a view causes', 'modelled time, until the board is drawn'];
  table.add({ ...extra, figure: trips, unit: 'trips', ours: view.whole.trips, theirs: whole.trips });
  table.add({ ...extra, figure: time, unit: 'ms', ours: view.load.modelledMs, theirs: theirs.cost.modelledMs });
};

const addRelativeTargets = (table: Table, site: string, { whole }: View, baselines: readonly Baseline[]): void => {
  const [tutorial, bestLive] = ['tutorial', 'best live'].map((name) => baselines.find((one) => one.name === name));
  if (tutorial === undefined || bestLive === undefined) throw new Error('A baseline is missing.');
  const row = { surface: SURFACE, site };
  const time = { ...row, figure: 'modelled time', unit: 'ms', ours: whole.modelledMs };
  const eighth = tutorial.cost.modelledMs / TIMES_FASTER_THAN_TUTORIAL;
  table.add({ ...time, against: 'target, an eighth of tutorial', theirs: eighth });
  table.add({ ...time, against: 'target, no more than best live', theirs: bestLive.cost.modelledMs });
  const points = { ...row, figure: 'jira points', unit: 'points', ours: whole.jiraPoints };
  const cheaper = Math.min(tutorial.cost.jiraPoints, bestLive.cost.jiraPoints);
  table.add({ ...points, against: 'target, a 200th of either live way', theirs: cheaper / TIMES_CHEAPER_THAN_LIVE });
};

/** All of a view, with the longest chain until it is drawn. */
const untilDrawn = ({ whole, load }: View): Cost => ({ ...whole, trips: load.trips });

/** The first view in a while beside the next one. */
const addFirst = (table: Table, site: string, first: View, next: View): void => {
  const named = { surface: 'board, the first view in a while', site, against: 'the next view' };
  addCost(table, named, untilDrawn(first), untilDrawn(next));
};

/** A page of the close lens, where the board does not fit into a reply. */
const measureClosePage = async (app: BenchApp, table: Table, periodId: string): Promise<void> => {
  const view = await viewBoard(app, app.viewer, { programId: app.programId, periodId, lens: 'close', fromTeam: 0 });
  const row = { surface: 'board, a page of the close lens', site: app.size };
  addTargets(table, row, view.load, { 'reply bytes': CLOSE_PAGE_BYTES, 'storage read units': 300, cpu: 1_500 });
};

/** A view of the board beside the three live ways over the same items, and beside issue 3's targets. */
export const measureBoard = async (app: BenchApp, table: Table): Promise<void> => {
  const { size, viewer, programId } = app;
  // Whoever comes first in a while has the facts read anew for all; the others are the rule.
  const first = await viewBoard(app, viewer, { programId });
  app.clock.advance(SINCE_THE_LAST_VIEW_MS);
  const view = await viewBoard(app, viewer, { programId });
  if (view.refresh === undefined) table.complain('The app has no index.refresh: a view is its load and names only.');
  const { periodId } = view.board;
  const { baselines, allIds } = await measureBaselines(app, { programId, periodId, unreadIds: findUnread(app) });
  checkSameItems(table, await collectIds(app, view), allIds);
  for (const theirs of baselines) {
    addRows(table, size, view, theirs, await readNames(app, viewer, namesOn(theirs.board)));
  }
  addFirst(table, size, first, view);
  addTargets(table, { surface: SURFACE, site: size }, { ...view.whole, trips: view.load.trips }, TARGETS[size] ?? {});
  addRelativeTargets(table, size, view, baselines);
  if (view.reply.kind === 'source') return;
  const lens = { surface: `board, ${view.reply.lens} lens`, site: size, figure: 'reply bytes', unit: 'bytes' };
  table.add({ ...lens, ours: view.load.replyBytes, against: 'target', theirs: WIDE_BYTES });
  await measureClosePage(app, table, periodId);
};
