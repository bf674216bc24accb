import type { Progress, Rest } from '../../../src/core/backfill/progress.ts';
import { numberWords } from '../board/board-words.ts';
import { instantWords } from './age-words.ts';

const MINUTE_MS = 60_000;

/** "about 4 minutes", "about 2 hours", "less than a minute". */
const durationWords = (ms: number): string => {
  const minutes = Math.round(ms / MINUTE_MS);
  if (minutes < 1) return 'less than a minute';
  const [amount, unit] = minutes < 90 ? [minutes, 'minute'] : [Math.round(minutes / 60), 'hour'];
  return `about ${amount} ${unit}${amount === 1 ? '' : 's'}`;
};

const untilWords = (until: number): string => instantWords(new Date(until).toISOString());

const REST_WORDS: Readonly<Record<Rest['because'], string>> = {
  quota: 'Jira’s hourly quota is used up',
  share: 'this hour’s share of Jira’s quota for background work is used',
  trouble: 'Jira or Forge did not answer',
};

/** "12,400 of about 31,000 work items, about 4 minutes"; projects where items must not be counted. */
export const progressWords = ({ projects, items, etaMs, rest }: Progress): string => {
  const far =
    items === undefined
      ? `${numberWords(projects.done)} of ${numberWords(projects.of)} projects`
      : `${numberWords(items.read)} of about ${numberWords(items.about)} work items`;
  const left = etaMs === undefined ? '' : `, ${durationWords(etaMs)}`;
  const resting = rest === undefined ? '' : `. It goes on at ${untilWords(rest.until)}: ${REST_WORDS[rest.because]}`;
  return `${far}${left}${resting}`;
};

/** How much is read, from 0 to 1, for a bar. */
export const progressShare = ({ projects, items }: Progress): number => {
  const [done, of] = items === undefined ? [projects.done, projects.of] : [items.read, items.about];
  return of === 0 ? 0 : Math.min(1, done / of);
};

/** "Jira's hourly quota is used up until 10:00: what you see is of 09:41." */
export const pauseWords = (until: number, asOf: string, ageMs: number): string =>
  `Jira’s hourly quota is used up until ${untilWords(until)}: what you see is of ${instantWords(asOf, ageMs)}.`;
