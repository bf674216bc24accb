import { expect, test } from '@jest/globals';
import type { Sprint } from '../../../../src/core/sprint/sprint.ts';
import type { SiteFacts } from '../../../../src/work-index/site/site-facts.ts';
import { fromTexts, toTexts } from '../../../../src/work-index/site/site-texts.ts';
import { seededRandom } from '../../../../local/random.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const DAY_MS = 86_400_000;
const UNIT = 10 * 1024;
const LIMIT = 240 * 1024;

/** 200 boards with 30 sprints each, the last of which are to come, and 40 projects with 60 versions each. */
const largeSite = (): SiteFacts => {
  const random = seededRandom(1);
  const boards = Array.from({ length: 200 }, (_, at) => ({
    id: String(100 + at),
    name: `Team ${at} delivery board`,
    type: 'scrum',
    projectId: String(10_000 + (at % 40)),
    filterJql: [`project = TEAM${at} AND labels in (web, "team ${at}") ORDER BY Rank ASC`],
    share: 'everyone' as const,
  }));
  const sprints = boards.flatMap(({ id }, at) =>
    Array.from({ length: 30 }, (_, n): Sprint => {
      const start = NOW + (n - 27) * 14 * DAY_MS + Math.floor(random() * 36_000_000);
      const state = n < 27 ? 'closed' : n === 27 ? 'active' : 'future';
      const dates = state === 'future' ? {} : { start, end: start + 13 * DAY_MS + Math.floor(random() * 9_000_000) };
      const completed = state === 'closed' ? { completed: start + 13 * DAY_MS + Math.floor(random() * 9_000_000) } : {};
      return {
        id: String(at * 30 + n + 1),
        name: `TEAM${at} Sprint ${n + 1}`,
        state,
        boardId: id,
        ...dates,
        ...completed,
      };
    }),
  );
  const versions = Array.from({ length: 2_400 }, (_, at) => ({
    id: String(20_000 + at),
    projectId: String(10_000 + Math.floor(at / 60)),
    name: `Release ${Math.floor(at / 60)}.${at % 60}`,
    released: at % 60 < 50,
    releaseDay: new Date(NOW + ((at % 60) - 50) * 20 * DAY_MS).toISOString().slice(0, 10),
  }));
  return {
    readAt: NOW,
    fieldIds: { sprint: 'customfield_10020', estimates: [{ id: 'sp', name: 'Story Points', kind: 'points' }] },
    priorities: [{ id: '1', name: 'Highest' }],
    statuses: Array.from({ length: 300 }, (_, at) => ({
      id: String(at),
      name: `Status ${at}`,
      category: 'todo' as const,
    })),
    types: [{ id: '1', name: 'Story', level: 0 }],
    boards,
    sprints,
    sprintIdsByBoard: new Map(
      boards.map(({ id }, at) => [id, sprints.slice(at * 30, at * 30 + 30).map((sprint) => sprint.id)]),
    ),
    versions,
    judged: new Map(boards.map(({ filterJql }) => [filterJql[0] ?? '', undefined])),
  };
};

const byId = <T extends { readonly id: string }>(list: readonly T[]) =>
  [...list].sort((a, b) => Number(a.id) - Number(b.id));

test('facts come back from their texts', () => {
  const facts = largeSite();
  const { base, recent, old } = toTexts(facts, NOW);
  const back = fromTexts(base, [...old, recent], NOW);
  expect({ ...back, sprints: byId(back.sprints), versions: byId(back.versions) }).toEqual(facts);
});

test('200 boards with 6,000 sprints cost a view few units, and every text fits into a value', () => {
  const { base, recent, old } = toTexts(largeSite(), NOW);
  const units = [base, recent].reduce((sum, text) => sum + Math.ceil(text.length / UNIT), 0);
  expect(units).toBeLessThanOrEqual(8);
  expect(old).toHaveLength(1);
  for (const text of [base, recent, ...old]) expect(text.length).toBeLessThan(LIMIT);
});

test('the texts of the same facts stay the same within a week', () => {
  const monday = Math.floor(NOW / (7 * DAY_MS)) * 7 * DAY_MS;
  const facts = largeSite();
  expect(toTexts(facts, monday + 6 * DAY_MS)).toEqual(toTexts(facts, monday));
});
