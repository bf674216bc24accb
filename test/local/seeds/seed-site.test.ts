import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Issue, Project } from '../../../local/jira/entities.ts';
import type { Store } from '../../../local/jira/store.ts';
import { APP_ACCOUNT_ID } from '../../../local/seeds/defaults.ts';
import { seedSite, seedSiteWithPlan } from '../../../local/seeds/seed-site.ts';
import type { SeededSite } from '../../../local/seeds/seed-site.ts';
import { canBrowseProject, canSeeIssue } from '../../../local/jira/permissions.ts';
import { listFlaws } from './integrity.ts';

const TODAY = '2026-11-22';
const NOW = Date.parse(`${TODAY}T00:00:00Z`);

let site: SeededSite;
let store: Store;
beforeAll(() => {
  site = seedSiteWithPlan('small', { today: TODAY });
  store = site.store;
});

const issues = (): Issue[] => [...store.issues.values()];
const project = (key: string): Project => {
  const found = store.projectsByKey.first(key);
  if (found === undefined) throw new Error(`no project ${key}`);
  return found;
};
const category = (issue: Issue): string | undefined => store.statuses.get(issue.statusId)?.category;
const person = (name: string): string => {
  for (const user of store.users.values()) if (user.displayName === name) return user.id;
  throw new Error(`no ${name}`);
};
/** All of a site as one text: equal texts are equal sites. */
const everything = (of: Store): string =>
  JSON.stringify([
    ...[of.users, of.groups, of.teams, of.projects, of.issues, of.histories, of.links, of.comments].map((each) => [
      ...each.values(),
    ]),
    ...[of.sprints, of.boards, of.filters, of.versions, of.components, of.permissionSchemes].map((each) => [
      ...each.values(),
    ]),
    [...of.sequences],
  ]);

const closed = (issue: Issue): number =>
  issue.sprintIds.filter((id) => store.sprints.get(id)?.state === 'closed').length;
const start = (issue: Issue): number => store.sprints.get(issue.sprintIds.at(-1))?.startDate ?? NaN;

describe('the small site', () => {
  test('is the same for the same day and another for another day', () => {
    expect(everything(seedSite('small', { today: TODAY })) === everything(store)).toBe(true);
    expect(everything(seedSite('small', { today: '2026-11-25' })) === everything(store)).toBe(false);
  });

  test('has no flaws on any weekday', () => {
    expect(listFlaws(store)).toEqual([]);
    for (const day of ['2026-11-23', '2026-11-25', '2026-11-27', '2027-01-01', '2028-02-29'])
      expect(listFlaws(seedSite('small', { today: day }))).toEqual([]);
  });

  test('has 1,000 issues in the programme and 120 dependencies between teams', () => {
    const aside = new Set(['SEC', 'VLT', 'OLD'].map((key) => project(key).id));
    expect(issues().filter((issue) => !aside.has(issue.projectId))).toHaveLength(1_000);
    expect(site.dependencies).toHaveLength(120);
    for (const { provider, consumer } of site.dependencies) expect(provider.team).not.toBe(consumer.team);
  });

  test('has dependencies in every standing that needs no agreement', () => {
    const standings = new Set(site.dependencies.map((each) => each.standing));
    expect([...standings].sort()).toEqual(
      ['broken', 'cancelled', 'deadlocked', 'delivered', 'moot', 'on-track', 'tight', 'unplanned'].sort(),
    );
  });

  test('links dependencies by two types of opposite direction', () => {
    const names = [...store.links.values()].map((link) => store.linkTypes.get(link.typeId)?.name);
    expect(names.filter((name) => name === 'Blocks').length).toBeGreaterThan(60);
    expect(names.filter((name) => name === 'Dependency').length).toBeGreaterThan(15);
  });

  test('has sprints of two and three weeks that start on different days, and a kanban team', () => {
    const lengths = new Set<number>();
    const weekdays = new Set<number>();
    for (const sprint of store.sprints.values()) {
      if (sprint.startDate === undefined || sprint.endDate === undefined) continue;
      lengths.add(Math.ceil((sprint.endDate - sprint.startDate) / 604_800_000));
      weekdays.add(new Date(sprint.startDate).getUTCDay());
    }
    expect([...lengths].sort()).toEqual([2, 3]);
    expect(weekdays.size).toBeGreaterThan(2);
    const kanban = [...store.boards.values()].filter((board) => board.type === 'kanban');
    expect(kanban).toHaveLength(1);
    expect(store.sprintsByBoard.count(kanban[0]?.id ?? '')).toBe(0);
  });

  test('has closed, active and future sprints, some of the future ones without dates', () => {
    const sprints = [...store.sprints.values()];
    for (const board of store.boards.values()) {
      if (board.type === 'kanban') continue;
      const own = store.sprintsByBoard.of(board.id);
      expect(own.filter((sprint) => sprint.state === 'closed').length).toBeGreaterThan(4);
      expect(own.filter((sprint) => sprint.state === 'active').length).toBeLessThanOrEqual(1);
      expect(own.some((sprint) => sprint.state === 'future' && sprint.startDate === undefined)).toBe(true);
    }
    expect(sprints.some((sprint) => sprint.state === 'active')).toBe(true);
  });

  test('has teams by project, by board and by the Team field, with three units', () => {
    const jqls = [...store.boards.values()].map((board) => store.filters.get(board.filterId)?.jql ?? '');
    expect(jqls.filter((jql) => jql.includes('component in'))).toHaveLength(2);
    expect(jqls.filter((jql) => jql.includes('"Team[Team]"'))).toHaveLength(2);
    const units = new Set([...store.boards.values()].map((board) => board.estimationFieldId));
    expect(units).toEqual(new Set(['customfield_10016', 'customfield_10031', 'timeoriginalestimate', undefined]));
    expect(issues().filter((issue) => issue.originalEstimateSeconds !== undefined).length).toBeGreaterThan(50);
  });

  test('has every level from theme to sub-task, each under the level above', () => {
    const levels = new Set(issues().map((issue) => store.issueTypes.get(issue.issueTypeId)?.hierarchyLevel));
    expect([...levels].sort()).toEqual([-1, 0, 1, 2, 3]);
    const climb = (issue: Issue | undefined): number =>
      issue === undefined ? 0 : 1 + climb(store.issues.get(issue.parentId));
    expect(Math.max(...issues().map(climb))).toBe(5);
  });

  test('keeps a team-managed project, a confidential one and an archived one', () => {
    expect(project('ECH').style).toBe('next-gen');
    expect(project('OLD').archived).toBe(true);
    expect(project('HEL').isPrivate).toBe(true);
    expect(canBrowseProject(store, person('Elena Vasquez'), project('HEL'))).toBe(false);
    expect(canBrowseProject(store, person('Marcus Lindqvist'), project('HEL'))).toBe(true);
    expect(canBrowseProject(store, APP_ACCOUNT_ID, project('HEL'))).toBe(true);
  });

  test('hides from the app a project and a security level that people see', () => {
    expect(canBrowseProject(store, APP_ACCOUNT_ID, project('VLT'))).toBe(false);
    expect(canBrowseProject(store, person('Ingrid Solberg'), project('VLT'))).toBe(true);
    const hidden = store.issuesByProject
      .of(project('PAY').id)
      .filter((issue) => !canSeeIssue(store, APP_ACCOUNT_ID, issue));
    expect(hidden.length).toBeGreaterThan(0);
    for (const issue of hidden) expect(canSeeIssue(store, person('Tomasz Zieliński'), issue)).toBe(true);
    const fraud = store.issuesByProject.of(project('PAY').id).filter((issue) => issue.securityLevelId !== undefined);
    expect(fraud.length).toBeGreaterThan(hidden.length);
  });

  test('shows the security reviewer only her own reviews, and the contractor one project', () => {
    const seen = (name: string): Set<string> =>
      new Set(
        issues()
          .filter((issue) => canSeeIssue(store, person(name), issue))
          .map((issue) => issue.projectId),
      );
    expect(seen('Yuki Tanaka')).toEqual(new Set([project('SEC').id]));
    const reviews = store.issuesByProject.of(project('SEC').id);
    const own = reviews.filter((issue) => canSeeIssue(store, person('Yuki Tanaka'), issue));
    expect(own.length).toBeGreaterThan(0);
    expect(own.length).toBeLessThan(reviews.length);
    expect(seen('Jonas Weber')).toEqual(new Set([project('SHOP').id]));
  });

  test('introduces ten people, one of them inactive', () => {
    const named = [...store.users.values()].filter((user) => user.about !== undefined);
    expect(named.length).toBeGreaterThanOrEqual(8);
    expect(named.filter((user) => !user.active).map((user) => user.displayName)).toEqual(['Peter Novak']);
    expect(issues().some((issue) => issue.assigneeId === person('Peter Novak'))).toBe(true);
    expect(new Set([...store.users.values()].map((user) => user.emailAddress)).size).toBe(store.users.size);
  });

  test('has work carried over, work that left its sprint, and work done without one', () => {
    expect(issues().filter((issue) => closed(issue) > 1).length).toBeGreaterThan(10);
    expect(
      issues().some(
        (issue) => closed(issue) > 0 && closed(issue) === issue.sprintIds.length && category(issue) !== 'done',
      ),
    ).toBe(true);
    expect(issues().some((issue) => category(issue) === 'done' && issue.sprintIds.length === 0)).toBe(true);
    expect(issues().some((issue) => closed(issue) > 0 && closed(issue) < issue.sprintIds.length)).toBe(true);
  });

  test('resolves some work between sprints and leaves some done work unresolved', () => {
    const between = issues().filter((issue) => {
      const last = store.sprints.get(issue.sprintIds.at(-1));
      return last?.state === 'closed' && issue.resolved !== undefined && issue.resolved > (last.endDate ?? Infinity);
    });
    expect(between.length).toBeGreaterThan(0);
    expect(issues().some((issue) => category(issue) === 'done' && issue.resolutionId === undefined)).toBe(true);
  });

  test('has flags, due and start dates, releases, components, labels, estimates missing here and there', () => {
    expect(issues().filter((issue) => issue.flagged === true).length).toBeGreaterThan(2);
    expect(issues().filter((issue) => issue.dueDate !== undefined).length).toBeGreaterThan(50);
    expect(
      issues().filter((issue) => issue.custom[store.settings.fields.startDate] !== undefined).length,
    ).toBeGreaterThan(30);
    expect(issues().filter((issue) => issue.fixVersionIds.length > 0).length).toBeGreaterThan(300);
    expect(issues().some((issue) => issue.labels.length > 0 && issue.componentIds.length > 0)).toBe(true);
    const released = [...store.versionsByProject.of(project('ATL').id)].map((version) => version.released);
    expect(new Set(released)).toEqual(new Set([true, false]));
  });

  test('has open work in the current and the next period and done work in the past one', () => {
    const week = 604_800_000;
    expect(
      issues().filter((issue) => start(issue) < NOW - 5 * week && category(issue) === 'done').length,
    ).toBeGreaterThan(150);
    expect(issues().filter((issue) => start(issue) > NOW && start(issue) < NOW + 7 * week).length).toBeGreaterThan(50);
    const undated = issues().filter(
      (issue) => store.sprints.get(issue.sprintIds.at(-1))?.startDate === undefined && issue.sprintIds.length > 0,
    );
    expect(undated.length).toBeGreaterThan(40);
  });

  test('tells of rework and churn in its histories, and of nothing after today', () => {
    const items = [...store.histories.values()].flatMap((history) => history.items);
    const back = items.filter(
      (item) => item.field === 'status' && item.fromString === 'In Review' && item.toString === 'In Progress',
    );
    expect(back.length).toBeGreaterThan(20);
    for (const field of [
      'priority',
      'Sprint',
      'Story Points',
      'timeoriginalestimate',
      'Flagged',
      'duedate',
      'Fix Version',
      'Link',
    ])
      expect(items.filter((item) => item.field === field).length).toBeGreaterThan(3);
    expect([...store.histories.values()].filter((history) => history.created >= NOW)).toEqual([]);
    expect(store.histories.size / store.issues.size).toBeGreaterThan(5);
  });

  test('names no two pieces of a team’s work alike', () => {
    const names = issues()
      .filter((issue) => store.issueTypes.get(issue.issueTypeId)?.hierarchyLevel === 0)
      .map((issue) => `${issue.projectId} ${issue.summary}`);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('the larger sites', () => {
  test.each([
    ['medium', 10_000, 1_000, 50],
    ['large', 100_000, 10_000, 200],
  ] as const)(
    '%s has its size without flaws',
    (size, count, dependencies, teams) => {
      const large = seedSiteWithPlan(size, { today: TODAY });
      expect(large.store.issues.size - count).toBe(34);
      expect(large.dependencies).toHaveLength(dependencies);
      expect(large.store.boards.size).toBe(teams);
      expect(listFlaws(large.store)).toEqual([]);
    },
    120_000,
  );
});
