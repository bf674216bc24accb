import { describe, expect, test } from '@jest/globals';
import { createDayOf } from '../../../src/core/day/time-zone.ts';
import { ghostsOf } from '../../../src/core/placement/ghosts.ts';
import { placeItem, type PlaceContext, type Spot } from '../../../src/core/placement/place-item.ts';
import type { WorkItem } from '../../../src/core/work-item/work-item.ts';
import { at, buildDated, buildItem, DOING, DONE, EPIC } from '../build.ts';

const one = buildDated('1', '2026-03-02', '2026-03-13');
const two = buildDated('2', '2026-03-16', '2026-03-27');
const three = buildDated('3', '2026-03-30', '2026-04-10', { state: 'active' });
const four = buildDated('4', '2026-04-13', '2026-04-24', { state: 'future', assumed: true });
const foreign = buildDated('90', '2026-04-06', '2026-04-19', { state: 'active', boardId: '9', name: 'Foreign' });
const TODAY = '2026-04-01';

const scrum: PlaceContext = {
  teamSprints: [one, two, three, four],
  sprints: new Map([one, two, three, four, foreign].map((sprint) => [sprint.id, sprint])),
  today: TODAY,
  dayOf: createDayOf('UTC'),
};
const sprintless: PlaceContext = { ...scrum, teamSprints: [] };
const done = (day: string, changes: Partial<WorkItem> = {}): WorkItem =>
  buildItem('A', { status: DONE, resolved: at(day), ...changes });
const brief = (spot: Spot): unknown[] => {
  if (spot.kind === 'sprint') return [spot.sprint.id, spot.reason.kind];
  return spot.kind === 'day' ? [spot.day, spot.reason.kind] : ['nowhere', spot.reason.kind];
};
const place = (item: WorkItem, context = scrum, children: readonly Spot[] = []) => placeItem(item, children, context);

const epic = (changes: Partial<WorkItem> = {}): WorkItem => buildItem('F', { type: EPIC, ...changes });
const ghosts = (item: WorkItem) => ghostsOf(item, place(item), scrum.teamSprints);

describe('done work', () => {
  test.each([
    ['in the sprint that contains the day, though it was in none', done('2026-03-20'), ['2', 'done']],
    ['between sprints: in the one before', done('2026-03-14'), ['1', 'done']],
    ['in another sprint than the one it was planned in', done('2026-03-20', { sprintIds: ['1'] }), ['2', 'done']],
    [
      'in its own sprint though its open sprint field says otherwise',
      done('2026-03-20', { sprintIds: ['4'] }),
      ['2', 'done'],
    ],
    ['before the first sprint: on its day', done('2026-02-02'), ['2026-02-02', 'done']],
    ['with a due day elsewhere', done('2026-03-20', { dueDay: '2026-04-20' }), ['2', 'done']],
  ])('%s', (_name, item, expected) => {
    expect(brief(place(item))).toEqual(expected);
  });

  test('says that it was done between sprints', () => {
    expect(place(done('2026-03-14'))).toMatchObject({ reason: { day: '2026-03-14', betweenSprints: true } });
    expect(place(done('2026-03-13')).reason).toEqual({ kind: 'done', day: '2026-03-13' });
  });

  test('without a resolution date is done when its status category changed', () => {
    const item = buildItem('A', { status: DONE, categoryChanged: at('2026-03-18') });
    expect(brief(place(item))).toEqual(['2', 'done']);
  });

  test('without any day is in the last sprint it was in, else nowhere', () => {
    expect(brief(place(buildItem('A', { status: DONE, sprintIds: ['1', '2'] })))).toEqual(['2', 'doneInSprint']);
    expect(brief(place(buildItem('A', { status: DONE })))).toEqual(['nowhere', 'doneWithoutDay']);
  });

  test('long after the last sprint is on its day', () => {
    const context = { ...scrum, teamSprints: [one] };
    expect(brief(place(done('2026-03-20'), context))).toEqual(['1', 'done']);
    expect(brief(place(done('2026-05-20'), context))).toEqual(['2026-05-20', 'done']);
  });

  test('of two sprints side by side is in the one that it was in', () => {
    const twin = buildDated('2b', '2026-03-16', '2026-03-27');
    const context = { ...scrum, teamSprints: [one, two, twin] };
    expect(brief(place(done('2026-03-20', { sprintIds: ['2b'] }), context))).toEqual(['2b', 'done']);
  });
});

describe('open work', () => {
  test.each([
    ['open sprint before due day', { sprintIds: ['4'], dueDay: '2026-03-20' }, ['4', 'openSprint']],
    ['a closed sprint does not hold it', { sprintIds: ['1', '3'] }, ['3', 'openSprint']],
    ['due day before progress', { dueDay: '2026-04-15', status: DOING }, ['4', 'dueDay']],
    ['in progress: the current sprint', { status: DOING }, ['3', 'inProgress']],
    ['in progress after leaving a sprint', { status: DOING, sprintIds: ['1'] }, ['3', 'inProgress']],
    ['left a sprint unfinished', { sprintIds: ['1', '2'] }, ['nowhere', 'leftSprint']],
    ['nothing at all', {}, ['nowhere', 'noDateNoSprint']],
  ])('%s', (_name, changes, expected) => {
    expect(brief(place(buildItem('A', changes)))).toEqual(expected);
  });

  test('says which sprint it left', () => {
    expect(place(buildItem('A', { sprintIds: ['2', '1'] })).reason).toEqual({
      kind: 'leftSprint',
      sprintName: 'Sprint 2',
    });
  });

  test('in another board’s sprint shows at its dates, in the own sprint that shares most days', () => {
    expect(place(buildItem('A', { sprintIds: ['90'] }))).toMatchObject({
      sprint: { id: '4' },
      reason: { kind: 'otherBoardSprint', sprintName: 'Foreign' },
    });
    expect(brief(place(buildItem('A', { sprintIds: ['90'] }), sprintless))).toEqual(['2026-04-19', 'otherBoardSprint']);
  });

  test('comes on the release day of its unreleased version last', () => {
    const released = { id: '1', name: '1.0', releaseDay: '2026-03-20', released: true };
    const ahead = { id: '2', name: '2.0', releaseDay: '2026-04-20', released: false };
    expect(place(buildItem('A', { fixVersions: [released, ahead] }))).toMatchObject({
      sprint: { id: '4' },
      reason: { kind: 'releaseDay', version: '2.0' },
    });
    expect(brief(place(buildItem('A', { fixVersions: [ahead], status: DOING })))).toEqual(['3', 'inProgress']);
  });

  test('of a team without sprints is on days', () => {
    expect(brief(place(buildItem('A', { dueDay: '2026-04-15' }), sprintless))).toEqual(['2026-04-15', 'dueDay']);
    expect(brief(place(buildItem('A', { status: DOING }), sprintless))).toEqual([TODAY, 'inProgress']);
  });
});

describe('a feature', () => {
  const inFour = place(buildItem('C', { sprintIds: ['4'] }));
  const inThree = place(buildItem('C', { sprintIds: ['3'] }));

  test.each([
    ['its last child', {}, ['4', 'children']],
    ['its last child, after its due day', { dueDay: '2026-04-02' }, ['4', 'children']],
    ['its due day, after its children', { dueDay: '2026-06-01' }, ['2026-06-01', 'dueDay']],
    ['its last child though it is in progress', { status: DOING }, ['4', 'children']],
    ['when it was done', { status: DONE, resolved: at('2026-03-20') }, ['2', 'done']],
  ])('is delivered with %s', (_name, changes, expected) => {
    expect(brief(place(epic(changes), scrum, [inThree, inFour]))).toEqual(expected);
  });

  test('without placed children goes by its own progress', () => {
    const nowhere = place(buildItem('C'));
    expect(brief(place(epic({ status: DOING }), scrum, [nowhere]))).toEqual(['3', 'inProgress']);
  });
});

describe('a ghost', () => {
  test('stays in each closed sprint that the item left unfinished, naming the next', () => {
    expect(ghosts(buildItem('A', { sprintIds: ['1', '2', '3'] }))).toEqual([
      { sprintId: '1', spilledTo: 'Sprint 2' },
      { sprintId: '2', spilledTo: 'Sprint 3' },
    ]);
  });
  test('says nothing of where it went if it went nowhere', () => {
    expect(ghosts(buildItem('A', { sprintIds: ['1'] }))).toEqual([{ sprintId: '1' }]);
  });
  test('is not left where the item was done, nor in a later sprint', () => {
    expect(ghosts(done('2026-03-10', { sprintIds: ['1'] }))).toEqual([]);
    expect(ghosts(done('2026-03-10', { sprintIds: ['1', '2'] }))).toEqual([]);
  });
  test('is not left by work done in the days after the sprint', () => {
    expect(ghosts(done('2026-03-14', { sprintIds: ['1'] }))).toEqual([]);
  });
  test('is left by work that was done one sprint later', () => {
    expect(ghosts(done('2026-03-20', { sprintIds: ['1'] }))).toEqual([{ sprintId: '1', spilledTo: 'Sprint 2' }]);
  });
});
