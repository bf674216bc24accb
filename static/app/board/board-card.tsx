import { memo, type KeyboardEvent } from 'react';
import type { People } from '../remote/use-people.ts';
import type { Density, Slot } from './board-layout.ts';
import { STATE_WORDS, TONE_ICONS } from './board-words.ts';
import { worstTone, type BoardIndex } from './use-board-index.ts';

interface BoardCardProps {
  readonly slot: Slot;
  readonly index: BoardIndex;
  readonly people: People;
  readonly density: Density;
  readonly isSelected: boolean;
  readonly isTabStop: boolean;
  /** Other than before the last refresh: marked for a moment. */
  readonly isChanged: boolean;
  readonly onSelect: (itemId: string) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLButtonElement>) => void;
}

const CATEGORY_MARKS = { todo: '○', inProgress: '◐', done: '●' } as const;
const CATEGORY_WORDS = { todo: 'to do', inProgress: 'in progress', done: 'done' } as const;

/** One work item on the board: what it is, how it stands, and the worst of its dependencies. */
export const BoardCard = memo(function BoardCard(props: BoardCardProps) {
  const { slot, index, people, density, isSelected, isTabStop, isChanged, onSelect, onKeyDown } = props;
  const { item, ghost } = slot;
  const category = index.statuses.get(item.statusId)?.category ?? 'todo';
  const assignee = item.assigneeId === undefined ? undefined : people.get(item.assigneeId);
  const classes = ['card', `card-${density}`, `card-${category}`];
  if (ghost !== undefined) classes.push('card-ghost');
  if (isSelected) classes.push('card-selected');
  if (isChanged) classes.push('card-changed');
  const spilled = ghost === undefined ? undefined : spilledWords(ghost.spilledTo);
  return (
    <button
      type="button"
      className={classes.join(' ')}
      data-card={cardId(slot)}
      aria-current={isSelected ? 'true' : undefined}
      aria-label={labelOf(slot, index, assignee?.name)}
      tabIndex={isTabStop ? 0 : -1}
      onClick={() => onSelect(item.id)}
      onKeyDown={onKeyDown}
    >
      <span className="card-line">
        <span className={`card-mark mark-${category}`} aria-hidden>
          {CATEGORY_MARKS[category]}
        </span>
        <span className="card-key">{item.key}</span>
        {density === 'compact' && <span className="card-summary">{spilled ?? item.summary}</span>}
        {density === 'cosy' && <span className="card-type">{index.types.get(item.typeId)?.name}</span>}
        <span className="card-badges">
          <CardBadges slot={slot} index={index} />
          {density === 'cosy' && assignee?.avatarUrl !== undefined && (
            <img className="card-avatar" src={assignee.avatarUrl} alt="" title={assignee.name} />
          )}
        </span>
      </span>
      {density === 'cosy' && <span className="card-summary">{spilled ?? item.summary}</span>}
    </button>
  );
});

const CardBadges = ({ slot: { item, ghost }, index }: { readonly slot: Slot; readonly index: BoardIndex }) => {
  const dependencies = index.dependencies.get(item.id) ?? [];
  const tone = worstTone(dependencies);
  return (
    <>
      {item.rollup !== undefined && (
        <span className="card-rollup" title="Done of all below it that you may see">
          {item.rollup.done}/{item.rollup.done + item.rollup.inProgress + item.rollup.todo}
        </span>
      )}
      {item.flagged === true && (
        <span className="card-flag" title="Flagged">
          ⚑
        </span>
      )}
      {ghost === undefined && tone !== undefined && (
        <span className={`card-health tone-${tone}`} title={healthTitle(dependencies.length)}>
          {tone === 'good' || tone === 'neutral' ? '⇄' : TONE_ICONS[tone]} {dependencies.length}
        </span>
      )}
      {item.estimate !== undefined && <span className="card-estimate">{Math.round(item.estimate * 10) / 10}</span>}
    </>
  );
};

const healthTitle = (count: number): string => (count === 1 ? '1 dependency' : `${count} dependencies`);
const spilledWords = (to: string | undefined): string => (to === undefined ? 'left this sprint' : `spilled to ${to}`);

/** Cards of one item in several sprints (its ghosts) have ids of their own. */
export const cardId = (slot: Slot): string =>
  slot.ghost === undefined ? slot.item.id : `${slot.item.id}@${slot.ghost.sprintId}`;

const labelOf = ({ item, ghost }: Slot, index: BoardIndex, assignee: string | undefined): string => {
  const status = index.statuses.get(item.statusId);
  const dependencies = index.dependencies.get(item.id) ?? [];
  const parts = [
    `${index.types.get(item.typeId)?.name ?? 'Work item'} ${item.key}`,
    item.summary,
    ghost === undefined ? undefined : spilledWords(ghost.spilledTo),
    status === undefined ? undefined : `${status.name}, ${CATEGORY_WORDS[status.category]}`,
    item.estimate === undefined ? 'not estimated' : `estimate ${item.estimate}`,
    assignee === undefined ? undefined : `assigned to ${assignee}`,
    item.flagged === true ? 'flagged' : undefined,
    index.blocked.has(item.id) ? 'blocked' : undefined,
    ...dependencies.slice(0, 3).map((d) => `dependency ${STATE_WORDS[d.health.state]}`),
  ];
  return parts.filter((part) => part !== undefined).join(', ');
};
