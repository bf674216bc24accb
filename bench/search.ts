// How fast the local Jira's search answers on the Large site, beside a naive full scan and sort of the same query.
// Run: node bench/search.ts [small|medium|large] [issues a page]
import { frozenClock } from '../local/clock.ts';
import type { Issue } from '../local/jira/entities.ts';
import { issueMatcher, searchPage } from '../local/jira/jql/index.ts';
import { jqlContext } from '../local/jira/jql/context.ts';
import { comparePlaces, placeOf, sortColumns } from '../local/jira/jql/order.ts';
import { parseJql } from '../local/jira/jql/parse.ts';
import type { Site } from '../local/jira/site.ts';
import { seededRandom } from '../local/random.ts';
import { seedSite, type SiteSize } from '../local/seeds/seed-site.ts';

const RUNS = 12;
/** Issues a page, for the queries that read ids only. */
const PAGE = Number(process.argv[3] ?? 100);
const size = (process.argv[2] ?? 'large') as SiteSize;
const store = seedSite(size, { today: '2026-11-22' });
const tuning = { searchLagMs: 0, enforceLimits: false };
const clock = frozenClock(Date.UTC(2026, 10, 22, 11));
const site: Site = { store, clock, random: seededRandom(1), emit: () => {}, tuning };

const everybody = [...store.users.values()].filter((user) => user.accountType === 'atlassian');
const countOf = (accountId: string): number => {
  const isMatch = issueMatcher(site, accountId, 'created is not empty');
  return [...store.issues.values()].filter(isMatch).length;
};
const [viewer = ''] = everybody
  .slice(0, 30)
  .map((user) => user.id)
  .sort((a, b) => countOf(b) - countOf(a));

const visible = issueMatcher(site, viewer, 'created is not empty');
const seen = [...store.issues.values()].filter(visible);
const pick = (count: number): readonly Issue[] =>
  Array.from({ length: count }, (_, index) => seen[Math.floor((index * seen.length) / count)] ?? seen[0]).flatMap(
    (issue) => issue ?? [],
  );
const projects = [...new Set(seen.map((issue) => `"${store.projects.get(issue.projectId)?.key ?? ''}"`))];
const sprints = [...new Set(seen.flatMap((issue) => issue.sprintIds))].slice(0, 40);
const parents = [...new Set(seen.flatMap((issue) => issue.parentId ?? []))].filter((id) => {
  const parent = store.issues.get(id);
  return parent !== undefined && visible(parent);
});

const QUERIES: Readonly<Record<string, string>> = {
  'one project by update': `project = ${projects[0]} ORDER BY updated`,
  '50 projects, last day': `project in (${projects.slice(0, 50).join(', ')}) AND updated >= -1d`,
  'all projects, last week': `project in (${projects.join(', ')}) AND updated >= -7d ORDER BY updated DESC, key`,
  '40 sprints by rank': `sprint in (${sprints.join(', ')}) ORDER BY rank`,
  'open sprints': 'sprint in openSprints() ORDER BY rank',
  '100 keys': `key in (${pick(100)
    .map((issue) => issue.key)
    .join(', ')})`,
  '50 parents': `parent in (${parents.slice(0, 50).join(', ')})`,
  'whole site by creation': 'created >= "2020-01-01" ORDER BY created',
  'whole site by update, then key': 'created >= "2020-01-01" ORDER BY updated DESC, key',
  'whole site by rank': 'created >= "2020-01-01" ORDER BY rank',
  mine: 'assignee = currentUser() AND statusCategory != Done',
  "a period's work, all projects": `project in (${projects.join(', ')}) AND (sprint in (${sprints.join(', ')}) OR (due >= "2026-09-01" AND due <= "2026-12-15") OR (resolved >= "2026-09-01" AND resolved <= "2026-12-15") OR statusCategory = "In Progress") ORDER BY updated DESC`,
  words: 'summary ~ "payment*" ORDER BY updated DESC',
};

/** The best of some runs: the machine may be busy with other things. */
const bestMs = (run: () => unknown): number => {
  const times = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return Math.min(...times);
};

/** Looks at every issue, then sorts every match: what search would be without indexes, a heap and held results. */
const naive = (jql: string): readonly Issue[] => {
  const context = jqlContext(site, viewer);
  const columns = sortColumns(context, parseJql(jql).orderBy);
  const isMatch = issueMatcher(site, viewer, jql);
  const matches = [...store.issues.values()].filter(isMatch);
  const places = matches.map((issue) => ({ issue, place: placeOf(columns, issue) }));
  return places
    .sort((a, b) => comparePlaces(columns, a.place, b.place))
    .slice(0, PAGE)
    .map(({ issue }) => issue);
};

const shown = (ms: number): string => ms.toFixed(ms < 10 ? 2 : 0).padStart(8);
console.log(
  `${store.issues.size} issues, ${seen.length} visible to ${store.users.get(viewer)?.displayName ?? viewer}; best of ${RUNS}, ms`,
);
console.log('    page 1  page 2   naive   ratio  query');
for (const [name, jql] of Object.entries(QUERIES)) {
  const first = searchPage(site, viewer, { jql, maxResults: PAGE });
  const { nextPageToken } = first;
  const page1 = bestMs(() => searchPage(site, viewer, { jql, maxResults: PAGE }));
  const page2 =
    nextPageToken === undefined
      ? undefined
      : bestMs(() => searchPage(site, viewer, { jql, maxResults: PAGE, nextPageToken }));
  const scan = bestMs(() => naive(jql));
  const isSame = naive(jql).every((issue, index) => first.issues[index] === issue);
  if (!isSame) throw new Error(`search and a naive scan differ on: ${name}`);
  const second = page2 === undefined ? '       -' : shown(page2);
  console.log(`${shown(page1)}${second}${shown(scan)}${(scan / page1).toFixed(1).padStart(7)}x  ${name}`);
}
