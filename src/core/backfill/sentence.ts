import type { Progress, RestReason } from './progress.ts';

const MINUTE_MS = 60_000;
const numberOf = (count: number): string => count.toLocaleString('en-GB');

const durationOf = (ms: number): string => {
  const minutes = Math.max(1, Math.round(ms / MINUTE_MS));
  if (minutes < 90) return minutes === 1 ? 'about a minute' : `about ${minutes} minutes`;
  return `about ${Math.round(minutes / 60)} hours`;
};

const REASONS: Readonly<Record<RestReason, string>> = {
  quota: 'Jira’s hourly limit for this app is reached',
  share: 'this hour’s share of Jira’s limit is used; the rest is kept for pages',
  trouble: 'Jira did not answer',
};

/**
 * How far reading is, in words: `12,400 of about 31,000 work items, about 4 minutes`, or `2 of 5 projects are read` where a count
 * would tell too much; with why it rests. `now` is epoch milliseconds.
 */
export const progressSentence = ({ projects, items, etaMs, rest }: Progress, now: number): string => {
  const far =
    items === undefined
      ? `${numberOf(projects.done)} of ${numberOf(projects.of)} projects are read`
      : `${numberOf(items.read)} of about ${numberOf(items.about)} work items`;
  const eta = etaMs === undefined ? '' : `, ${durationOf(etaMs)}`;
  const pause = rest === undefined ? '' : `; goes on in ${durationOf(rest.until - now)}: ${REASONS[rest.because]}`;
  return `${far}${eta}${pause}`;
};
