import { expect, test } from '@jest/globals';
import type { Category } from '../../../../src/core/work-item/work-item.ts';
import { factsOf } from '../../../../src/work-index/entry/facts.ts';
import { digestHistory, type Change } from '../../../../src/work-index/entry/history.ts';
import { at } from '../../../core/build.ts';

const categories = new Map<string, Category>([
  ['1', 'todo'],
  ['2', 'inProgress'],
  ['3', 'done'],
  ['4', 'inProgress'],
]);
const status = (day: string, from: string, to: string): Change => ({ at: at(day), fieldId: 'status', from, to });
const digest = (category: Category, changes: readonly Change[]) =>
  digestHistory({ created: at('2026-03-01'), category, categories, sprintFieldId: 'customfield_10020', changes });
const text = (words: string) => ({ type: 'paragraph', content: [{ type: 'text', text: words }] });
const DAY = 86_400_000;
const change = (fieldId: string, from: string | null, to: string | null): Change => ({
  at: at('2026-03-02'),
  fieldId,
  from,
  to,
});

test('work that was started, finished, reopened and finished again', () => {
  const changes = [
    status('2026-03-20', '2', '3'),
    status('2026-03-03', '1', '2'),
    status('2026-03-05', '2', '4'),
    status('2026-03-10', '4', '3'),
    status('2026-03-12', '3', '2'),
  ];
  expect(digest('done', changes)).toEqual({
    firstStarted: at('2026-03-03'),
    done: at('2026-03-20'),
    spentMs: { todo: 2 * DAY, inProgress: 15 * DAY, done: 2 * DAY },
    since: at('2026-03-20'),
    statusSince: at('2026-03-20'),
    backward: 1,
    priorityChanges: 0,
    sprintChanges: 0,
    periodChanges: 0,
  });
});

test('a move within a category is news of the status only; what is running is not counted', () => {
  expect(digest('inProgress', [status('2026-03-03', '1', '2'), status('2026-03-09', '2', '4')])).toMatchObject({
    since: at('2026-03-03'),
    statusSince: at('2026-03-09'),
    spentMs: { todo: 2 * DAY, inProgress: 0, done: 0 },
    backward: 0,
  });
});

test('reopened work is not done', () => {
  const reopened = digest('todo', [status('2026-03-03', '1', '3'), status('2026-03-04', '3', '1')]);
  expect(reopened).not.toHaveProperty('done');
  expect(reopened).not.toHaveProperty('firstStarted');
  expect(reopened.backward).toBe(1);
});

test('without a changelog it was what it is', () => {
  expect(digest('inProgress', [])).toMatchObject({ firstStarted: at('2026-03-01'), since: at('2026-03-01') });
  expect(digest('done', [])).toMatchObject({ done: at('2026-03-01'), spentMs: { todo: 0, inProgress: 0, done: 0 } });
});

test('a status that no longer exists leaves it where it was', () => {
  expect(digest('inProgress', [status('2026-03-03', '1', '2'), status('2026-03-05', '2', '77')])).toMatchObject({
    since: at('2026-03-03'),
    statusSince: at('2026-03-05'),
  });
});

test('changes of priority, sprint and period are counted; what stays the same is not', () => {
  const changes = [
    change('priority', '3', '1'),
    change('priority', '1', '1'),
    change('customfield_10020', null, '5'),
    change('customfield_10020', '5', '5, 6'),
    change('fixVersions', null, '7'),
    change('duedate', '2026-04-01', null),
    change('summary', 'a', 'b'),
  ];
  expect(digest('todo', changes)).toMatchObject({ priorityChanges: 1, sprintChanges: 2, periodChanges: 2 });
});

test('facts of a description: its length and its list items, nothing else of it', () => {
  const doc = {
    type: 'doc',
    version: 1,
    content: [
      text('Why'),
      {
        type: 'bulletList',
        content: [
          { type: 'listItem', content: [text('one')] },
          { type: 'listItem', content: [] },
        ],
      },
      { type: 'taskList', content: [{ type: 'taskItem', content: [{ type: 'text', text: 'do' }] }] },
    ],
  };
  expect(factsOf(doc)).toEqual({ descriptionLength: 8, listItems: 3 });
  for (const none of [null, undefined, 'text', [], { content: 'x' }]) {
    expect(factsOf(none)).toEqual({ descriptionLength: 0, listItems: 0 });
  }
});

test('a document that is nested without end is counted as far as editors nest', () => {
  const nested = Array.from({ length: 10_000 }).reduce<object>((inner) => ({ content: [inner] }), { text: 'deep' });
  expect(factsOf(nested)).toEqual({ descriptionLength: 0, listItems: 0 });
});
