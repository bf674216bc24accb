import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { compareBoards, NO_CHANGES, type BoardChanges } from '../board/changed-items.ts';
import { toOperationError, type OperationError } from './call.ts';
import type { HeldBoard } from './held-board.ts';
import { askForChanges, loadBoard, loadTeams, type BoardQuestion } from './load-board.ts';
import type { Attempt } from './refresh-loop.ts';
import { useSchedule } from './use-schedule.ts';

export interface BoardReading {
  /** Undefined before the first reply, and once this person may not see the board any more. */
  readonly shown: HeldBoard | undefined;
  /** Reading something that someone waits for; looking for changes by itself is not told. */
  readonly isReading: boolean;
  /** Why nothing is shown, or why what is shown is not of now. */
  readonly error: OperationError | undefined;
  /** Of the latest refresh that changed something. */
  readonly changes: BoardChanges;
  /** Looks for changes now. */
  readonly refresh: () => void;
  /** Looks now, and once more when Jira's event about what this person did there will have arrived. */
  readonly refreshAfterEdit: () => void;
  /** Reads the next teams of a board that comes in pages. */
  readonly showMore: () => void;
}

/** Jira tells an app of a change within seconds; the index reads it in the next batch. */
const EVENT_ARRIVES_MS = 12_000;

/** What ends the showing of a board: it is not this person's to see, now. */
const isLost = (error: OperationError | null | undefined): boolean =>
  error?.code === 'NOT_FOUND' || error?.code === 'FORBIDDEN';

/** Whatever goes wrong reaches the page as an `OperationError`. */
const failWith = (cause: unknown): never => {
  throw toOperationError(cause);
};

/**
 * A program's board: read once, computed here where the program fits into a reply, then kept up to date by differences for as long as
 * someone looks at it. What is shown stays while something newer is read, and when that fails.
 */
export const useBoard = (question: BoardQuestion): BoardReading => {
  const queries = useQueryClient();
  const root = ['board', question.programId, question.periodId ?? ''];
  // Where the browser computes the board, it has both lenses: whichever was asked for, one reading serves them.
  const computed = queries.getQueriesData<HeldBoard>({ queryKey: root }).find(([, held]) => held?.deskId !== undefined);
  const key = computed?.[0] ?? [...root, question.lens ?? '', question.teamId ?? ''];
  const query = useQuery<HeldBoard, OperationError>({
    queryKey: key,
    queryFn: () => loadBoard(question, queries.getQueryData<HeldBoard>(key)).catch(failWith),
    placeholderData: (previous) => previous,
    // Walking over megabytes to find what is the same costs more than it saves.
    structuralSharing: false,
  });
  const { refetch } = query;
  const [changes, setChanges] = useState(NO_CHANGES);
  const [failure, setFailure] = useState<OperationError>();
  /** What someone asked for and waits for. */
  const [waits, setWaits] = useState(0);

  const ask = async (): Promise<Attempt> => {
    const held = queries.getQueryData<HeldBoard>(key);
    if (held === undefined) return { isAnswered: true };
    try {
      const found = await askForChanges(question.programId, held);
      // It was loaded anew meanwhile: this is a difference to something that nobody sees any more.
      if (queries.getQueryData(key) !== held) return { isAnswered: true };
      if (found !== undefined) queries.setQueryData(key, found.held);
      const after = found?.held ?? (await refetch()).data;
      const news = found?.changes ?? (after === undefined ? NO_CHANGES : compareBoards(held.board, after.board));
      if (news.changed.size + news.gone.size > 0) setChanges(news);
      setFailure(undefined);
      return { isAnswered: true };
    } catch (cause) {
      const error = toOperationError(cause);
      setFailure(error);
      if (isLost(error)) await refetch();
      return { isAnswered: false, ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }) };
    }
  };
  const isOn = query.data !== undefined && !query.isPlaceholderData && !isLost(query.error);
  const loop = useSchedule(ask, isOn);

  const waitFor = (work: Promise<unknown>): void => {
    setWaits((before) => before + 1);
    void work.finally(() => setWaits((before) => before - 1));
  };
  const showMore = async (): Promise<void> => {
    const held = queries.getQueryData<HeldBoard>(key);
    if (held === undefined) return;
    try {
      const joined = await loadTeams(question, held);
      if (queries.getQueryData(key) === held) queries.setQueryData(key, joined);
    } catch (cause) {
      setFailure(toOperationError(cause));
    }
  };
  return {
    shown: isLost(query.error) ? undefined : query.data,
    isReading: query.isFetching || waits > 0,
    error: query.error ?? failure,
    changes,
    // Without a board there is nothing to compare with.
    refresh: () => waitFor(isOn ? loop.askNow() : refetch()),
    refreshAfterEdit: () => {
      loop.hurry(EVENT_ARRIVES_MS);
      waitFor(loop.askNow());
    },
    showMore: () => (waits > 0 ? undefined : waitFor(showMore())),
  };
};
