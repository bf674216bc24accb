import type { ProjectRun, Way } from '../../core/backfill/state.ts';
import { findHighestKey } from '../../jira/search.ts';
import { stampOf } from '../reading/reading.ts';
import { openIndex } from '../store/open-index.ts';
import type { Desk } from './desk.ts';

/**
 * Where so few numbers are taken, keys are the longer way: a call for each thousand costs a point and some time, while finding
 * ids by search may cost a point an item (platform.md 2.1).
 */
const SPARSE_SHARE = 0.01;
/** Pages of 100 with their histories cost a point a page more: too much where most of them are empty. */
const DENSE_SHARE = 0.2;
/** Numbers that are read whatever the share. */
const ALWAYS_BY_KEYS = 10_000;
/** Search lags, and people go on: so many numbers are tried beyond the highest. Later ones are found as changes. */
const NUMBERS_BEYOND = 50;

const wayOf = (highest: { readonly projectKey: string; readonly number: number }, about: number): Way => {
  const last = highest.number + NUMBERS_BEYOND;
  const isSparse = last > ALWAYS_BY_KEYS && about < last * SPARSE_SHARE;
  if (isSparse) return { kind: 'ids' };
  return { kind: 'keys', key: highest.projectKey, last, isDense: about >= highest.number * DENSE_SHARE };
};

/** Begins the reading of a project that was counted: its highest key says how to find its items. One without any has nothing to read. */
export const beginRun = async ({ job, reading }: Desk, run: ProjectRun): Promise<ProjectRun> => {
  const { app, now } = job;
  const projectIds = new Set([run.projectId]);
  const [highest, held] = await Promise.all([
    findHighestKey(app, run.projectId),
    openIndex(reading.texts).then((view) => view.readStructure(projectIds)),
  ]);
  const { problem: _, ...rest } = run;
  const begun = { ...rest, startedAt: now, mustSweep: held.size > 0, stamp: stampOf(reading, run.projectId) };
  if (highest === undefined) return { ...begun, phase: 'closing' };
  return { ...begun, phase: 'reading', way: wayOf(highest, run.about) };
};
