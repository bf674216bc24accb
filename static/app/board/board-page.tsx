import { useMemo } from 'react';
import type { ListReply, ProgramSummary } from '../../../src/operations/operations.ts';
import type { Board } from '../../../src/core/board/board.ts';
import { boardOf } from '../../../src/operations/board-of.ts';
import type { Address } from '../remote/use-address.ts';
import { useOperation } from '../remote/use-operation.ts';
import { usePeople } from '../remote/use-people.ts';
import { Failure, NoProgram, Skeleton } from '../shell/states.tsx';
import { BoardGrid } from './board-grid.tsx';
import { METRICS, periodDays } from './board-layout.ts';
import { BoardNotices } from './board-notices.tsx';
import { BoardToolbar } from './board-toolbar.tsx';
import { parseView } from './board-view.ts';
import { ItemDetail } from './item-detail.tsx';
import { timeWords } from './board-words.ts';
import { SideLists } from './side-lists.tsx';
import { useBoardIndex } from './use-board-index.ts';
import { useSelection } from './use-selection.ts';
import { useSide } from './use-side.ts';

interface BoardPageProps {
  readonly address: Address;
  readonly change: (members: Address) => void;
  /** Set on a project's tab: programs that have a team in it. */
  readonly projectId?: string;
}

/** The board of the program that the address names, else of the first one that the viewer may see. */
export const BoardPage = ({ address, change, projectId }: BoardPageProps) => {
  const programs = useOperation('program.list', projectId === undefined ? {} : { projectId });
  if (programs.error !== null) return <Failure error={programs.error} onRetry={() => void programs.refetch()} />;
  if (programs.data === undefined) return <Skeleton />;
  const chosen = chooseProgram(programs.data, address['program']);
  if (chosen === undefined)
    return (
      <NoProgram
        canSave={programs.data.canSave}
        isProject={projectId !== undefined}
        onRetry={() => void programs.refetch()}
      />
    );
  return (
    <ProgramBoard
      key={chosen.id}
      program={chosen}
      programs={programs.data.programs}
      address={address}
      change={change}
    />
  );
};

const chooseProgram = ({ programs }: ListReply, id: string | undefined): ProgramSummary | undefined =>
  programs.find((program) => program.id === id) ?? programs[0];

interface ProgramBoardProps extends BoardPageProps {
  readonly program: ProgramSummary;
  readonly programs: readonly ProgramSummary[];
}

const ProgramBoard = ({ program, programs, address, change }: ProgramBoardProps) => {
  const periodId = program.periods.find((period) => period.id === address['period'])?.id;
  const reading = useOperation('board.load', {
    programId: program.id,
    ...(periodId === undefined ? {} : { periodId }),
  });
  const board = useMemo(() => (reading.data === undefined ? undefined : boardOf(reading.data)), [reading.data]);
  if (board === undefined) {
    return reading.error === null ? (
      <Skeleton />
    ) : (
      <Failure error={reading.error} onRetry={() => void reading.refetch()} />
    );
  }
  return (
    <LoadedBoard
      board={board}
      isReading={reading.isFetching}
      failure={reading.error === null ? undefined : reading.error.message}
      programs={programs}
      address={address}
      change={change}
      onReload={() => void reading.refetch()}
    />
  );
};

interface LoadedBoardProps {
  readonly board: Board;
  readonly isReading: boolean;
  readonly failure: string | undefined;
  readonly programs: readonly ProgramSummary[];
  readonly address: Address;
  readonly change: (members: Address) => void;
  readonly onReload: () => void;
}

const LoadedBoard = ({ board, isReading, failure, programs, address, change, onReload }: LoadedBoardProps) => {
  const index = useBoardIndex(board);
  const view = useMemo(() => parseView(address, board), [address, board]);
  const people = usePeople(useMemo(() => board.items.flatMap((item) => item.assigneeId ?? []), [board]));
  const side = useSide(periodDays(index.period) * METRICS.minDayWidth);
  const selected = index.items.has(address['item'] ?? '') ? address['item'] : undefined;
  const { select, wantsFocus } = useSelection(selected, change);
  const isListing = side.isOpen && selected === undefined;
  const toggleSide = (): void => {
    side.setOpen(!isListing);
    if (selected !== undefined) select(undefined);
  };
  return (
    <div className="page">
      <BoardToolbar
        board={board}
        period={index.period}
        view={view}
        programs={programs}
        isReading={isReading}
        isSideOpen={isListing}
        onChange={change}
        onReload={onReload}
        onToggleSide={toggleSide}
      />
      {failure !== undefined && (
        <p className="notice notice-warning" role="alert">
          Could not read the board again: {failure} What you see is of {timeWords(board.asOf)}.
        </p>
      )}
      <BoardNotices index={index} view={view} isReading={isReading} onChange={change} />
      <div className="page-body">
        <BoardGrid index={index} view={view} people={people} selectedId={selected} onSelect={select} />
        {selected !== undefined && (
          <ItemDetail
            key={selected}
            index={index}
            itemId={selected}
            people={people}
            wantsFocus={wantsFocus}
            onSelect={select}
            onClose={() => select(undefined)}
            onChanged={onReload}
          />
        )}
        {side.isOpen && <SideLists index={index} isHidden={!isListing} onSelect={select} />}
      </div>
    </div>
  );
};
