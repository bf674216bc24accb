import { frozenClock, type SiteClock } from '../local/clock.ts';
import type { Caller } from '../local/jira/caller.ts';
import { createJira, type Jira } from '../local/jira/jira.ts';
import { issueFilter } from '../local/jira/permissions.ts';
import { seededRandom } from '../local/random.ts';
import { seedSite, type SiteSize } from '../local/seeds/seed-site.ts';
import { medianMs, type Table } from './table.ts';

/** What the site must hold to on Large, so that benchmarks measure the app and not the site (issue 2). */
const CEILINGS = { startMs: 30_000, heapMb: 1_500, answerMs: 50 } as const;
const FIELDS = ['summary', 'status', 'issuetype', 'project', 'parent', 'issuelinks', 'assignee', 'updated', 'labels'];
const TODAY = '2026-11-22';
const SEARCH_PAGE = 100;

/** Start, memory, a search page of 100 and a bulkfetch of 1,000 on one seeded site, beside ceilings and single reads. */
export const measureSite = async (size: SiteSize, table: Table): Promise<{ jira: Jira; clock: SiteClock }> => {
  const before = heapMb();
  const start = performance.now();
  // It stands still: how fast this machine is does not count as the site's time.
  const clock = frozenClock(Date.parse(`${TODAY}T09:00:00Z`));
  const jira = createJira({
    store: seedSite(size, { today: TODAY }),
    clock,
    random: seededRandom(1),
  });
  const viewer = adminOf(jira);
  await post(jira, viewer, '/rest/api/3/search/jql', { jql: 'created >= -7d', maxResults: 1 });
  const startMs = performance.now() - start;
  const add: Add = (figure, unit, ours, against, theirs) =>
    table.add({ surface: 'local site', site: size, figure, unit, ours, against, theirs });
  add('start to first answer', 'ms', startMs, 'ceiling', CEILINGS.startMs);
  add('memory held', 'MB', heapMb() - before, 'ceiling', CEILINGS.heapMb);
  await measureAnswers(jira, viewer, add);
  return { jira, clock };
};

type Add = (figure: string, unit: string, ours: number, against: string, theirs: number) => void;

const measureAnswers = async (jira: Jira, viewer: Caller, add: Add): Promise<void> => {
  const search = async (jql: string): Promise<number> => {
    const body = { jql: `${jql} ORDER BY updated DESC`, maxResults: SEARCH_PAGE, fields: FIELDS };
    return medianMs(9, () => post(jira, viewer, '/rest/api/3/search/jql', body));
  };
  add(
    'search page of 100, a project',
    'ms',
    await search(`project = ${largestProject(jira)}`),
    'ceiling',
    CEILINGS.answerMs,
  );
  add('search page of 100, all', 'ms', await search('created >= "2000-01-01"'), 'ceiling', CEILINGS.answerMs);

  const isVisible = issueFilter(jira.site.store, viewer.accountId);
  const visible = [...jira.site.store.issues.values()].filter((issue, at) => at % 7 === 0 && isVisible(issue));
  const issueIdsOrKeys = visible.slice(0, 1000).map((issue) => issue.id);
  const bulk = { issueIdsOrKeys, fields: FIELDS };
  const bulkMs = await medianMs(9, () => post(jira, viewer, '/rest/api/3/issue/bulkfetch', bulk));
  const figure = `bulkfetch of ${issueIdsOrKeys.length}`;
  add(figure, 'ms', bulkMs, 'ceiling', CEILINGS.answerMs);
  const pages = Math.ceil(issueIdsOrKeys.length / SEARCH_PAGE);
  const pagesMs = await medianMs(5, async () => {
    for (let page = 0; page < pages; page++) {
      const ids = issueIdsOrKeys.slice(page * SEARCH_PAGE, (page + 1) * SEARCH_PAGE);
      const body = { jql: `id in (${ids.join(',')})`, maxResults: SEARCH_PAGE, fields: FIELDS };
      await post(jira, viewer, '/rest/api/3/search/jql', body);
    }
  });
  add(figure, 'ms', bulkMs, `${pages} search pages`, pagesMs);
};

const largestProject = (jira: Jira): string => {
  const { projects, issuesByProject } = jira.site.store;
  const bySize = [...projects.values()].toSorted((a, b) => issuesByProject.count(b.id) - issuesByProject.count(a.id));
  return bySize.find((project) => !project.archived)?.key ?? '';
};

const adminOf = (jira: Jira): Caller => {
  const { groups, globalGrants } = jira.site.store;
  const grant = [...globalGrants.values()].find((candidate) => candidate.permission === 'ADMINISTER');
  return { accountId: groups.get(grant?.groupId)?.memberIds[0] };
};

const heapMb = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1_048_576;
};

/** One call as that person; the answer's bytes are received but not parsed: that is the client's work. */
const post = async (jira: Jira, caller: Caller, path: string, body: unknown): Promise<void> => {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await jira.fetch(new Request(`http://localhost:4180${path}`, init), caller);
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  await response.arrayBuffer();
};
