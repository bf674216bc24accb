import { useMemo } from 'react';
import type { Board, BoardItem } from '../../../src/core/board/board.ts';
import type { ProgramSummary } from '../../../src/operations/operations.ts';
import { useAge } from '../freshness/use-age.ts';
import type { Address } from '../remote/use-address.ts';
import type { HeldBoard } from '../remote/held-board.ts';
import type { BoardReading } from '../remote/use-board.ts';
import { usePeople } from '../remote/use-people.ts';
import { BoardGrid } from './board-grid.tsx';
import { METRICS, periodDays } from './board-layout.ts';
import { BoardNotices } from './board-notices.tsx';
import { BoardToolbar } from './board-toolbar.tsx';
import { itemsInView, parseView, type BoardView } from './board-view.ts';
import { IndexNotices } from './index-notices.tsx';
import { ItemDetail } from './item-detail.tsx';
import { MoreTeams } from './more-teams.tsx';
import { SideLists } from './side-lists.tsx';
import { useBoardIndex } from './use-board-index.ts';
import { useLinkedTeam } from './use-linked-team.ts';
import { useLostItem } from './use-lost-item.ts';
import { useMarks } from './use-marks.ts';
import { useSelection } from './use-selection.ts';
import { useSide } from './use-side.ts';

interface LoadedBoardProps {
  readonly reading: BoardReading & { readonly shown: HeldBoard };
  readonly programs: readonly ProgramSummary[];
  readonly address: Address;
  readonly change: (members: Address) => void;
}

/** A board that is there: toolbar, notices, grid, and beside it the lists or one item's detail. */
export const LoadedBoard = ({ reading, programs, address, change }: LoadedBoardProps) => {
  const { shown, isReading, error, changes, refresh, refreshAfterEdit, showMore } = reading;
  const { board, cut } = shown;
  const page = cut?.page;
  const index = useBoardIndex(board);
  const teams = programs.find(({ id }) => id === board.program.id)?.teams;
  const view = useMemo(() => parseView(address, board, cut?.lens, teams), [address, board, cut, teams]);
  const selected = index.items.has(address['item'] ?? '') ? address['item'] : undefined;
  const lost = useLostItem(index, address['item']);
  const isIndexing = shown.notices.indexing !== undefined;
  useLinkedTeam(shown, address, change);
  const people = usePeople(useAssignees(board, view, selected === undefined ? undefined : index.items.get(selected)));
  const marks = useMarks(changes);
  const ageMs = useAge(shown);
  const side = useSide(periodDays(index.period) * METRICS.minDayWidth);
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
        asOf={shown.asOf}
        ageMs={ageMs}
        changes={marks}
        isReading={isReading}
        isSideOpen={isListing}
        isIndexing={isIndexing}
        teams={cut?.whole.teams ?? board.rows}
        onChange={change}
        onReload={refresh}
        onToggleSide={toggleSide}
      />
      <IndexNotices
        shown={shown}
        ageMs={ageMs}
        error={error}
        lost={lost}
        isLinkLost={!isReading && lost === undefined && selected === undefined && address['item'] !== undefined}
        onForget={() => select(undefined)}
      />
      <BoardNotices
        index={index}
        view={view}
        isReading={isReading}
        isIndexing={isIndexing}
        cut={cut}
        onChange={change}
      />
      <div className="page-body">
        <BoardGrid
          index={index}
          view={view}
          people={people}
          selectedId={selected}
          changed={marks.changed}
          isIndexing={isIndexing}
          onSelect={select}
          {...(page === undefined || view.teamId !== ''
            ? {}
            : {
                renderEnd: (isAtEnd: boolean) => (
                  <MoreTeams page={page} isReading={isReading} isAtEnd={isAtEnd} onMore={showMore} />
                ),
              })}
        />
        {selected !== undefined && (
          <ItemDetail
            key={selected}
            index={index}
            itemId={selected}
            people={people}
            wantsFocus={wantsFocus}
            onSelect={select}
            onClose={() => select(undefined)}
            onChanged={refreshAfterEdit}
          />
        )}
        {side.isOpen && <SideLists index={index} isHidden={!isListing} cut={cut} onSelect={select} />}
      </div>
    </div>
  );
};

/** Whose names and avatars the cards of a view and the opened detail show. */
const useAssignees = (board: Board, view: BoardView, selected: BoardItem | undefined): readonly string[] => {
  const ofCards = useMemo(() => itemsInView(board, view).flatMap((item) => item.assigneeId ?? []), [board, view]);
  return useMemo(
    () => [...ofCards, ...(selected?.assigneeId === undefined ? [] : [selected.assigneeId])],
    [ofCards, selected],
  );
};
