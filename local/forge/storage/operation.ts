import type { Manifest } from '../manifest.ts';
import type { Records } from './records.ts';

/** What a call did: the bytes it read and wrote; each kind is rounded up to a unit once a request. */
export interface Outcome {
  readonly body?: unknown;
  readonly readBytes?: number;
  readonly writeBytes?: number;
}
export interface StorageContext {
  readonly records: Records;
  readonly manifest: Manifest;
  readonly now: number;
}
