import type { ProjectStatus, Status, UnusedRule } from '../../../src/core/status/status.ts';
import type { RebuildCost } from '../../../src/core/status/cost.ts';
import { ageWords } from '../freshness/age-words.ts';

const MINUTE_MS = 60_000;

export const countWords = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;

/** "3 minutes ago"; "never" where it did not happen yet. */
export const sinceWords = (at: number | undefined, now: number): string =>
  at === undefined ? 'never' : ageWords(Math.max(0, now - at));

/** "in about 12 minutes". */
export const untilWords = (at: number, now: number): string =>
  `in about ${countWords(Math.max(1, Math.round((at - now) / MINUTE_MS)), 'minute')}`;

export const bytesWords = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000).toLocaleString('en-GB')} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

/** "Storefront (SHOP)"; no name where this administrator does not browse it. */
export const projectWords = ({ named, id }: ProjectStatus): string =>
  named === undefined ? `A project you do not browse (id ${id})` : `${named.name} (${named.key})`;

/** How far a project is read, in one phrase. */
export const readingWords = ({ reading, leftAt }: ProjectStatus, now: number): string => {
  if (leftAt !== undefined) return `No program names it since ${sinceWords(leftAt, now)}; it leaves after a week`;
  if (reading === undefined) return 'Not asked for';
  const { phase, isCancelled, read, about, finishedAt, problem } = reading;
  const before = finishedAt === undefined ? '' : `; usable, read ${sinceWords(finishedAt, now)}`;
  if (problem !== undefined) {
    const why = problem.code === 'access' ? 'Jira refuses it to Interlock' : 'It could not be read';
    return `${why}; tried again ${untilWords(problem.retryAt, now)}${before}`;
  }
  if (phase === 'done') return `Read ${sinceWords(finishedAt, now)}`;
  const far =
    about > 0 ? `${read.toLocaleString('en-GB')} of about ${countWords(Math.max(read, about), 'work item')}` : '';
  if (isCancelled) return `Cancelled${far === '' ? '' : ` at ${far}`}${before}`;
  return phase === 'waiting' ? `Waiting${before}` : `${phase === 'closing' ? 'Checking' : 'Reading'} ${far}${before}`;
};

const KINDS = {
  plain: 'By project',
  checked: 'Item by item',
  closed: 'Nothing is shown',
} as const;

/** How its items are cut for viewers, and whether the app lacks access. */
export const visibilityWords = ({ visibility, lacksAccess }: ProjectStatus, now: number): string => {
  if (lacksAccess) return 'Interlock has no access: give the app Browse in its permission scheme';
  if (visibility === undefined) return 'Not looked at lately';
  return `${KINDS[visibility.kind]}, ${sinceWords(visibility.readAt, now)}`;
};

/** "about 11,060 points of Jira's hourly limit and about 2 minutes". */
export const costWords = ({ points, ms }: RebuildCost): string =>
  `about ${countWords(points, 'point')} of Jira’s hourly limit and at least ${countWords(Math.max(1, Math.round(ms / MINUTE_MS)), 'minute')}`;

export const ruleWords = ({ program, team, kind, because }: UnusedRule): string =>
  `${team ?? 'A team you do not see'} of ${program ?? 'a program you do not see'}: a ${kind === 'board' ? 'board' : 'JQL'} rule is not used. ${because}`;

/** What is under way, in one sentence for everyone and for screen readers; undefined for nothing. */
export const busyWords = ({ projects, backfill, reconciliation, now }: Status): string | undefined => {
  const left = projects.filter(
    ({ reading, leftAt }) =>
      reading !== undefined && reading.phase !== 'done' && !reading.isCancelled && leftAt === undefined,
  ).length;
  const rest = backfill.rest === undefined ? '' : ` Goes on ${untilWords(backfill.rest.until, now)}.`;
  if (backfill.isGoing && left > 0) return `Reading ${countWords(left, 'project')} from Jira.${rest}`;
  if (reconciliation.asked === undefined) return undefined;
  return reconciliation.asked.startedAt === undefined ? 'A reconciliation is asked for.' : 'Comparing with Jira ...';
};
