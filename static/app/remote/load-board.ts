import type { Lens, RefreshReply } from '../../../src/operations/operations.ts';
import { NO_CHANGES, type BoardChanges } from '../board/changed-items.ts';
import type { Update } from '../computing/desk.ts';
import { deskOfPage } from '../computing/remote-desk.ts';
import { call } from './call.ts';
import { holdComputed, holdCut, holdOn, isOfAnotherDay, type HeldBoard, type ReplyTime } from './held-board.ts';
import { addTeams, nextTeam } from './team-pages.ts';

export interface BoardQuestion {
  readonly programId: string;
  /** Absent: the period that the program shows first. */
  readonly periodId: string | undefined;
  /** Counts where the program is too large to be sent whole. */
  readonly lens: Lens | undefined;
  /** Where it comes in pages of teams: this one alone. */
  readonly teamId: string | undefined;
  /** Where it is cut: the item for which one came, to learn its team. */
  readonly itemId: string | undefined;
}
/** What a refresh made of a board. */
export interface Refreshed {
  readonly held: HeldBoard;
  readonly changes: BoardChanges;
}

const load = async (question: BoardQuestion, fromTeam?: number): Promise<HeldBoard> => {
  const { programId, periodId, lens, teamId, itemId } = question;
  const desk = deskOfPage();
  const reply = await call('board.load', {
    programId,
    ...(periodId === undefined ? {} : { periodId }),
    ...(lens === undefined ? {} : { lens }),
    ...(teamId === undefined ? {} : { teamId }),
    ...(itemId === undefined ? {} : { itemId }),
    ...(fromTeam === undefined ? {} : { fromTeam }),
  });
  const receivedAt = Date.now();
  if (reply.kind === 'board') return holdCut(reply, receivedAt);
  const { source, state, notices } = reply;
  return holdComputed(await desk.open(source), { asOf: source.asOf, now: source.now, state, notices }, receivedAt);
};

/** The board with the next of its teams; itself where all are here. */
export const loadTeams = async (question: BoardQuestion, held: HeldBoard): Promise<HeldBoard> => {
  const from = nextTeam(held);
  if (from === undefined) return held;
  return addTeams(
    held,
    await load({ ...question, lens: 'close', teamId: undefined, periodId: held.board.periodId }, from),
  );
};

/** The board, with as many teams as were here `before`. */
export const loadBoard = async (question: BoardQuestion, before: HeldBoard | undefined): Promise<HeldBoard> => {
  let held = await load(question);
  const wanted = before?.cut?.page?.count ?? 0;
  while ((nextTeam(held) ?? wanted) < wanted) {
    const joined = await loadTeams(question, held);
    if (joined === held) break;
    held = joined;
  }
  return held;
};

const recompute = async (
  held: HeldBoard,
  update: Update,
  time: ReplyTime & { readonly state: string },
): Promise<Refreshed | undefined> => {
  if (held.deskId === undefined) return undefined;
  const receivedAt = Date.now();
  const computed = await deskOfPage().update(held.deskId, update);
  return computed && { held: holdComputed(computed, time, receivedAt), changes: computed.changes };
};

/** The board with what changed since its last reply; undefined where it has to be loaded anew. */
export const askForChanges = async (programId: string, held: HeldBoard): Promise<Refreshed | undefined> => {
  const { periodId } = held.board;
  const replies = await Promise.all(
    held.parts.map(({ ids, state }) => call('index.refresh', { programId, periodId, state, held: ids })),
  );
  const unchanged: Extract<RefreshReply, { readonly kind: 'unchanged' }>[] = [];
  for (const reply of replies) {
    if (reply.kind === 'reload') return undefined;
    // Only a board of one part comes as a source, over which changes can be laid.
    if (reply.kind === 'changed')
      return recompute(
        held,
        { changes: reply.changes },
        { ...reply, asOf: reply.changes.asOf, now: reply.changes.now },
      );
    unchanged.push(reply);
  }
  const [oldest] = unchanged.toSorted((a, b) => Date.parse(a.asOf) - Date.parse(b.asOf));
  if (oldest === undefined) return undefined;
  // What was computed elsewhere is computed there again, which is to load it.
  if (isOfAnotherDay(held, oldest.now)) return recompute(held, { now: oldest.now }, oldest);
  const states = unchanged.map(({ state }) => state);
  return { held: holdOn(held, states, oldest, Date.now()), changes: NO_CHANGES };
};
