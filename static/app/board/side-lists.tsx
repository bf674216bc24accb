import { useState, type KeyboardEvent } from 'react';
import type { BoardItem } from '../../../src/core/board/board.ts';
import type { BoardCut } from '../remote/held-board.ts';
import { placeWords, sentenceWords } from './board-words.ts';
import type { BoardIndex } from './use-board-index.ts';

interface Entry {
  readonly itemId: string;
  readonly because: string;
}
interface SideList {
  readonly key: string;
  readonly title: string;
  readonly entries: readonly Entry[];
  readonly empty: string;
}

/** Entries drawn at once; the rest is one key away. */
const PAGE = 50;

interface SideListsProps {
  readonly index: BoardIndex;
  /** Behind an item's detail: kept as it is until that closes. */
  readonly isHidden: boolean;
  /** Set where the board came cut: the lists are of what is here. */
  readonly cut: BoardCut | undefined;
  readonly onSelect: (itemId: string) => void;
}

/** The board's equal lists: what could not be placed and why, what is blocked, in progress, next. */
export const SideLists = ({ index, isHidden, cut, onSelect }: SideListsProps) => {
  const lists = listsOf(index);
  const [chosen, setChosen] = useState('unplaced');
  const onTabKey = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const at = lists.findIndex(({ key }) => key === chosen) + step;
    const next = lists[(at + lists.length) % lists.length];
    if (step === 0 || next === undefined) return;
    setChosen(next.key);
    document.querySelector<HTMLElement>(`#tab-${next.key}`)?.focus();
  };
  const list = lists.find((candidate) => candidate.key === chosen);
  return (
    <aside className="side" aria-label="Lists" hidden={isHidden}>
      <div className="side-tabs" role="tablist" aria-label="Lists">
        {lists.map(({ key, title, entries }) => (
          <button
            key={key}
            type="button"
            role="tab"
            id={`tab-${key}`}
            aria-selected={key === chosen}
            aria-controls="side-panel"
            tabIndex={key === chosen ? 0 : -1}
            onKeyDown={onTabKey}
            onClick={() => setChosen(key)}
          >
            {title} ({entries.length})
          </button>
        ))}
      </div>
      <div id="side-panel" role="tabpanel" aria-labelledby={`tab-${chosen}`}>
        {cut !== undefined && <p className="side-because">{cutWords(cut)}</p>}
        {list !== undefined && <ListView key={list.key} list={list} index={index} onSelect={onSelect} />}
      </div>
    </aside>
  );
};

/** What a list of a cut board leaves out; nothing where all teams are here. */
const cutWords = ({ lens, page, whole }: BoardCut): string => {
  if (lens === 'wide') return 'Of features and what is above them; the stories are in the close lens.';
  const here = page === undefined ? whole.teams.length : page.count;
  return here === whole.teams.length ? '' : `Of the ${here} of ${whole.teams.length} teams that are here.`;
};

const ListView = ({ list, index, onSelect }: { list: SideList; index: BoardIndex; onSelect: (id: string) => void }) => {
  const [shown, setShown] = useState(PAGE);
  if (list.entries.length === 0) return <p className="side-empty">{list.empty}</p>;
  return (
    <>
      <ul className="side-list">
        {list.entries.slice(0, shown).map(({ itemId, because }) => {
          const item = index.items.get(itemId);
          if (item === undefined) return null;
          return (
            <li key={itemId}>
              <button type="button" data-entry={itemId} onClick={() => onSelect(itemId)}>
                <span className="side-key">
                  {item.key} <span className="side-team">{teamCode(index, item)}</span>
                </span>
                <span className="side-summary">{item.summary}</span>
                <span className="side-because">{because}</span>
              </button>
            </li>
          );
        })}
      </ul>
      {list.entries.length > shown && (
        <button type="button" className="side-more" onClick={() => setShown((before) => before + PAGE)}>
          {shown} of {list.entries.length} shown: show more
        </button>
      )}
    </>
  );
};

const teamCode = (index: BoardIndex, item: BoardItem): string =>
  item.teamId === undefined ? '' : (index.teamCodes.get(item.teamId) ?? '');

const listsOf = (index: BoardIndex): readonly SideList[] => {
  const { board } = index;
  const because = (itemId: string): string => {
    const item = index.items.get(itemId);
    return item === undefined ? '' : placeWords(item.place);
  };
  return [
    {
      key: 'unplaced',
      title: 'Not placed',
      empty: 'Every work item of this period has a place.',
      entries: board.unplaced.map((itemId) => ({ itemId, because: because(itemId) })),
    },
    {
      key: 'blocked',
      title: 'Blocked',
      empty: 'Nothing is blocked now.',
      entries: board.blocked.map(({ itemId, sentence }) => ({ itemId, because: sentenceWords(sentence) })),
    },
    {
      key: 'progress',
      title: 'In progress',
      empty: 'Nothing is in progress now.',
      entries: board.inProgress.map((itemId) => ({ itemId, because: because(itemId) })),
    },
    {
      key: 'next',
      title: 'Next',
      empty: 'No team has work waiting for its current or next sprint.',
      entries: board.next.map(({ itemId, ready, missing }) => ({
        itemId,
        because: ready ? 'Ready' : `Missing: ${missing.join(', ')}`,
      })),
    },
  ];
};
