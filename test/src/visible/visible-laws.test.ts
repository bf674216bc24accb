import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Jira } from '../../../local/jira/jira.ts';
import { searchIssues } from '../../../local/jira/jql/index.ts';
import { canBrowseProject } from '../../../local/jira/permissions.ts';
import { PLAIN_FOR_MS, type AccessFacts } from '../../../src/core/visibility/access.ts';
import { listKnownChecked, type Candidate } from '../../../src/core/visibility/plan.ts';
import type { SelfTest } from '../../../src/core/visibility/self-test.ts';
import { createMemory } from '../../../src/work-index/visible/memory.ts';
import { readAccess } from '../../../src/work-index/visible/read-access.ts';
import { visible } from '../../../src/work-index/visible/visible.ts';
import { askAs } from './clients.ts';
import { APP, buildSite, PEOPLE, siteShape } from './random-site.ts';

/** `DOOR_RUNS=20000 DOOR_SEED=3 npx jest test/src/visible/visible-laws.test.ts` looks longer, and elsewhere. */
const RUNS = Number(process.env['DOOR_RUNS'] ?? 2_000);
const SEED = Number(process.env['DOOR_SEED'] ?? 20_261_122);
const ALL = 'created >= "1970-01-01"';

/** The rule itself, from Jira's own search: what it gives to this person and to the app. */
const truthOf = (jira: Jira, who: string) => {
  const forApp = new Set(searchIssues(jira.site, APP, ALL).map(({ id }) => id));
  const items = searchIssues(jira.site, who, ALL).filter(({ id }) => forApp.has(id));
  const { store } = jira.site;
  const projects = [...store.projects.values()].filter(
    (project) => !project.archived && canBrowseProject(store, who, project) && canBrowseProject(store, APP, project),
  );
  return { items: items.map(({ id }) => id).sort(), projects: projects.map(({ id }) => id).sort() };
};

/**
 * What an index may hold: items that the app once saw, those hidden or archived since included where they are checked. It may
 * not know yet of a level that was put on an item of a project with a security scheme.
 */
const candidatesOf = (
  { issues, store }: ReturnType<typeof buildSite>,
  facts: AccessFacts,
  knowsLevels: boolean,
): readonly Candidate[] =>
  issues
    .filter(({ projectId, archived }) => archived !== true || facts.get(projectId)?.kind !== 'plain')
    .map(({ id, projectId, securityLevelId }) => {
      const isSecured = store.projects.get(projectId)?.issueSecuritySchemeId !== undefined;
      const isUnknown = securityLevelId === undefined || (isSecured && !knowsLevels);
      return { id, projectId, ...(isUnknown ? {} : { securityLevelId }) };
    });

const testOf = (outcome: SelfTest['outcome'], at: number): SelfTest => ({ outcome, at, onlyCheck: 0, onlyMatch: 0 });

test(`over ${RUNS} random sites, each way shows what Jira's search gives to the viewer and to the app`, async () => {
  const reached = { plain: 0, checked: 0, closed: 0, hidden: 0, shown: 0 };
  const law = fc.asyncProperty(siteShape, fc.constantFrom(...PEOPLE), fc.boolean(), async (shape, who, knows) => {
    const site = buildSite(shape);
    const { jira, store, issues } = site;
    const now = jira.site.clock.now();
    const [user, app] = [askAs(jira, who, 'as-user').client, askAs(jira, APP, 'as-app').client];
    const projectIds = [...store.projects.values()].map(({ id }) => id);
    // Of what the index holds, some came after the facts were read.
    const listItems = async (checked: readonly string[]) =>
      issues.filter(({ projectId }, at) => checked.includes(projectId) && at % 4 !== 3);
    const { facts } = await readAccess(app, { projectIds, now, listItems });
    for (const { kind } of facts.values()) reached[kind] += 1;
    const asked = { candidates: candidatesOf(site, facts, knows), projectIds };
    const truth = truthOf(jira, who);
    reached.shown += truth.items.length;
    reached.hidden += issues.length - truth.items.length;
    const ways = [undefined, testOf('agree', now), testOf('differ', now)].map(async (before) => {
      const viewer = { user, app, facts, test: before, now };
      const memory = createMemory();
      const early = await visible(viewer, { candidates: listKnownChecked(projectIds, facts, now), projectIds }, memory);
      expect(truth.items).toEqual(expect.arrayContaining([...early.items]));
      const seen = await visible({ ...viewer, test: early.test ?? before }, asked, memory);
      expect({ items: [...seen.items].sort(), projects: [...seen.projects].sort() }).toEqual(truth);
      expect([early.test?.outcome, seen.test?.outcome]).not.toContain('differ');
    });
    await Promise.all(ways);
  });
  await fc.assert(law, { numRuns: RUNS, seed: SEED });
  // The law says little of sites that were never drawn.
  for (const count of Object.values(reached)) expect(count).toBeGreaterThan(RUNS / 4);
}, 120_000);

test('old or missing facts never show more, and lose no item', async () => {
  const law = fc.asyncProperty(siteShape, fc.constantFrom(...PEOPLE), fc.nat(), async (shape, who, drop) => {
    const site = buildSite(shape);
    const { jira, store } = site;
    const now = jira.site.clock.now();
    const [user, app] = [askAs(jira, who, 'as-user').client, askAs(jira, APP, 'as-app').client];
    const projectIds = [...store.projects.values()].map(({ id }) => id);
    const read = await readAccess(app, { projectIds, now: now - PLAIN_FOR_MS - 1 });
    const facts = new Map([...read.facts].filter((_, at) => at !== drop % projectIds.length));
    const seen = await visible(
      { user, app, facts, now },
      { candidates: candidatesOf(site, new Map(), false), projectIds },
    );
    const truth = truthOf(jira, who);
    expect([...seen.items].sort()).toEqual(truth.items);
    expect(truth.projects).toEqual(expect.arrayContaining([...seen.projects]));
  });
  await fc.assert(law, { numRuns: 300, seed: SEED });
}, 60_000);
