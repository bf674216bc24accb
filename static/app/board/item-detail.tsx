import Button from '@atlaskit/button/new';
import { ViewIssueModal } from '@forge/jira-bridge';
import { useEffect, useRef, type RefObject } from 'react';
import type { BoardItem } from '../../../src/core/board/board.ts';
import type { Dependency } from '../../../src/core/dependency/dependency.ts';
import type { People } from '../remote/use-people.ts';
import { amountWords, dayWords, placeWords, sentenceWords, STATE_WORDS, TONE_ICONS } from './board-words.ts';
import type { BoardIndex } from './use-board-index.ts';

interface ItemDetailProps {
  readonly index: BoardIndex;
  readonly itemId: string;
  readonly people: People;
  /** Set when someone asked for this detail: it takes focus then. */
  readonly wantsFocus: RefObject<boolean>;
  readonly onSelect: (itemId: string) => void;
  readonly onClose: () => void;
  /** Called after Jira's own view of the item was closed: it may have been edited there. */
  readonly onChanged: () => void;
}

/** One work item beside the board: why it is where it is, what it needs and what it owes. */
export const ItemDetail = (props: ItemDetailProps) => {
  const { index, itemId, people, wantsFocus, onSelect, onClose, onChanged } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (wantsFocus.current === true) heading.current?.focus();
  }, [wantsFocus]);
  const item = index.items.get(itemId);
  if (item === undefined) return null;
  const dependencies = index.dependencies.get(itemId) ?? [];
  const parent = item.parentId === undefined ? undefined : index.items.get(item.parentId);
  return (
    <aside className="side" aria-label={`${item.key} ${item.summary}`}>
      <div className="detail-top">
        <span className="side-key">{item.key}</span>
        <span className="toolbar-gap" />
        <Button spacing="compact" onClick={() => openInJira(item.key, onChanged)}>
          Open in Jira
        </Button>
        <Button spacing="compact" appearance="subtle" onClick={onClose}>
          Close
        </Button>
      </div>
      <h2 className="detail-summary" ref={heading} tabIndex={-1}>
        {item.summary}
      </h2>
      <Facts index={index} item={item} people={people} />
      {parent !== undefined && (
        <p className="detail-parent">
          Part of{' '}
          <button type="button" className="link" onClick={() => onSelect(parent.id)}>
            {parent.key} {parent.summary}
          </button>
        </p>
      )}
      <DependencyList
        title="Needs"
        index={index}
        dependencies={dependencies.filter((dependency) => dependency.consumerId === itemId)}
        otherOf={(dependency) => dependency.providerId}
        onSelect={onSelect}
      />
      <DependencyList
        title="Owes"
        index={index}
        dependencies={dependencies.filter((dependency) => dependency.providerId === itemId)}
        otherOf={(dependency) => dependency.consumerId}
        onSelect={onSelect}
      />
      {dependencies.length === 0 && <p className="side-empty">No dependency on another team.</p>}
    </aside>
  );
};

const openInJira = (issueKey: string, onClose: () => void): void => {
  void new ViewIssueModal({ context: { issueKey }, onClose }).open();
};

const Facts = ({ index, item, people }: { index: BoardIndex; item: BoardItem; people: People }) => {
  const row = index.board.rows.find((candidate) => candidate.teamId === item.teamId);
  const status = index.statuses.get(item.statusId);
  const assignee = item.assigneeId === undefined ? 'nobody' : (people.get(item.assigneeId)?.name ?? '...');
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Type', index.types.get(item.typeId)?.name],
    ['Status', status?.name],
    ['Team', row?.name],
    ['Assignee', assignee],
    ['Estimate', item.estimate === undefined || row === undefined ? 'none' : amountWords(item.estimate, row.unit)],
    ['Place', placeWords(item.place)],
    ['Below it', item.rollup === undefined ? undefined : rollupWords(item.rollup)],
    ['Dates', item.mismatch === undefined ? undefined : mismatchWords(item.mismatch)],
  ];
  return (
    <dl className="detail-facts">
      {facts.map(([name, value]) =>
        value === undefined ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
};

const rollupWords = (rollup: NonNullable<BoardItem['rollup']>): string => {
  const total = rollup.done + rollup.inProgress + rollup.todo;
  return `${rollup.done} of ${total} done, ${rollup.inProgress} in progress; ${rollup.estimated} of ${total} estimated`;
};

const mismatchWords = (mismatch: NonNullable<BoardItem['mismatch']>): string => {
  const apart = mismatch.sprintsApart === 1 ? '1 sprint' : `${mismatch.sprintsApart} sprints`;
  const after = mismatch.childrenEnd > mismatch.dueDay ? 'after' : 'before';
  return `Due ${dayWords(mismatch.dueDay)}, but its children end on ${dayWords(mismatch.childrenEnd)}, ${apart} ${after} it`;
};

interface DependencyListProps {
  readonly title: string;
  readonly index: BoardIndex;
  readonly dependencies: readonly Dependency[];
  readonly otherOf: (dependency: Dependency) => string;
  readonly onSelect: (itemId: string) => void;
}

const DependencyList = ({ title, index, dependencies, otherOf, onSelect }: DependencyListProps) => {
  if (dependencies.length === 0) return null;
  return (
    <section className="detail-dependencies">
      <h3>
        {title} ({dependencies.length})
      </h3>
      <ul>
        {dependencies.map((dependency) => {
          const other = index.items.get(otherOf(dependency));
          if (other === undefined) return null;
          const { tone, state, sentence } = dependency.health;
          return (
            <li key={other.id}>
              <span className={`health tone-${tone}`}>
                {TONE_ICONS[tone]} {STATE_WORDS[state]}
              </span>{' '}
              <button type="button" className="link" onClick={() => onSelect(other.id)}>
                {other.key} {other.summary}
              </button>
              <p className="side-because">{sentenceWords(sentence)}</p>
            </li>
          );
        })}
      </ul>
    </section>
  );
};
