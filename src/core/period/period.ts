import type { IsoDay, PeriodId } from '../ids.ts';

export type IterationKind = 'delivery' | 'innovation';
/** A background line of a period; `start` and `end` are both inside. */
export interface Iteration {
  readonly name: string;
  readonly kind: IterationKind;
  readonly start: IsoDay;
  readonly end: IsoDay;
}
/** A planning interval, usually 8 to 12 weeks; `start` and `end` are both inside. */
export interface Period {
  readonly id: PeriodId;
  readonly name: string;
  readonly start: IsoDay;
  readonly end: IsoDay;
  readonly iterations: readonly Iteration[];
}
