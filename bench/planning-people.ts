import type { Jira } from '../local/jira/jira.ts';
import { issueFilter } from '../local/jira/permissions.ts';
import { seededRandom } from '../local/random.ts';

/** What one person does at one time of the day. */
export interface Visit {
  /** Milliseconds from the beginning. */
  readonly atMs: number;
  readonly accountId: string;
  readonly kind: 'open' | 'refresh';
}
const MINUTE_MS = 60_000;
/** Everyone is there after ten minutes; a third comes at once, when the planning begins. */
const ARRIVAL_MS = 10 * MINUTE_MS;
const AT_ONCE = 1 / 3;
/** A page refreshes at most every 30 seconds, with jitter (static/app/remote/refresh-schedule.ts), and is opened anew now and then. */
const REFRESH_MS = 30_000;
const JITTER_MS = 9_000;
const REOPEN_MS = 15 * MINUTE_MS;

/** Active people of the site who see at least one of these projects' items, at most `count`. */
export const choosePeople = ({ site: { store } }: Jira, projectIds: readonly string[], count: number) => {
  const samples = projectIds.flatMap(
    (projectId) => [...store.issues.values()].find((issue) => issue.projectId === projectId) ?? [],
  );
  return [...store.users.values()]
    .filter((user) => user.active && user.accountType === 'atlassian')
    .filter((user) => samples.some(issueFilter(store, user.id)))
    .slice(0, count)
    .map((user) => user.id);
};

/** What these people do in so many minutes, in order of time: they come, look, keep their page open, and open it anew. */
export const planVisits = (people: readonly string[], minutes: number): readonly Visit[] => {
  const random = seededRandom(30);
  const endMs = minutes * MINUTE_MS;
  const visits: Visit[] = [];
  for (const [no, accountId] of people.entries()) {
    const comesWithin = no < people.length * AT_ONCE ? MINUTE_MS : ARRIVAL_MS;
    let nextOpenMs = Math.floor(random() * comesWithin);
    for (let atMs = nextOpenMs; atMs < endMs; atMs += REFRESH_MS + Math.floor(random() * JITTER_MS)) {
      const isOpening = atMs >= nextOpenMs;
      visits.push({ atMs, accountId, kind: isOpening ? 'open' : 'refresh' });
      if (isOpening) nextOpenMs = atMs + REOPEN_MS * (0.5 + random());
    }
  }
  return visits.sort((a, b) => a.atMs - b.atMs);
};
