import type { EpochMs } from '../../core/ids.ts';
import { emptyAfter } from './clear-index.ts';
import type { Root } from './root.ts';

/** Later than any reading: the last instant that a date can be. */
const SEALED_AT: EpochMs = 8_640_000_000_000_000;

/** The app was stopped by an administrator: there is nothing to show, and nothing comes in. */
export class StoppedError extends Error {
  constructor() {
    super('Interlock is stopped.');
    this.name = 'StoppedError';
  }
}

/** The root that follows this one with nothing in it, taking in no reading whatever, also none that is under way. */
export const sealedAfter = (root: Root): Root => emptyAfter(root, SEALED_AT);

export const isSealed = ({ clearedAt }: Root): boolean => clearedAt >= SEALED_AT;

/** The root that follows a sealed one, taking in what is read from `now` on. */
export const unsealedAfter = (root: Root, now: EpochMs): Root => ({
  ...root,
  version: root.version + 1,
  clearedAt: now,
});
