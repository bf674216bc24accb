import { frozenClock } from '../../../../local/clock.ts';
import type { SiteClock } from '../../../../local/clock.ts';
import { createJira } from '../../../../local/jira/jira.ts';
import type { Jira, JiraOptions } from '../../../../local/jira/jira.ts';
import type { User } from '../../../../local/jira/entities.ts';
import { Store } from '../../../../local/jira/store.ts';
import { seededRandom } from '../../../../local/random.ts';

export const NOON = Date.UTC(2026, 10, 22, 12, 0, 0);

const emptyStore = (): Store =>
  new Store({
    cloudId: 'cloud-1',
    baseUrl: 'http://localhost:4180',
    title: 'Test',
    timeZone: 'UTC',
    fields: {
      storyPoints: 'customfield_10016',
      sprint: 'customfield_10020',
      epicLink: 'customfield_10014',
      epicName: 'customfield_10011',
      parentLink: 'customfield_10018',
      rank: 'customfield_10019',
      team: 'customfield_10001',
      startDate: 'customfield_10015',
      flagged: 'customfield_10021',
    },
  });

export const aPerson = (id: string, change: Partial<User> = {}): User => ({
  id,
  accountType: 'atlassian',
  displayName: id,
  emailAddress: `${id}@example.com`,
  active: true,
  timeZone: 'UTC',
  locale: 'en_GB',
  ...change,
});

/** A site without data, on a frozen clock, with the operations of the test. */
export const aJira = (options: Partial<JiraOptions> = {}): { jira: Jira; clock: SiteClock; logged: unknown[] } => {
  const clock = frozenClock(NOON);
  const logged: unknown[] = [];
  const jira = createJira({
    store: emptyStore(),
    clock,
    random: seededRandom(1),
    logger: { error: (message, detail) => logged.push([message, detail]) },
    ...options,
  });
  return { jira, clock, logged };
};

export const aRequest = (method: string, path: string, body?: unknown): Request =>
  new Request(`http://localhost:4180${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
