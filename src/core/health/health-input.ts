import type { DaySpan } from '../day/day.ts';
import type { IsoDay } from '../ids.ts';
import type { Spot } from '../placement/place-item.ts';
import type { WorkItem } from '../work-item/work-item.ts';

export interface DependencySide {
  readonly item: WorkItem;
  readonly spot: Spot;
  readonly teamName: string;
}
export interface HealthInput {
  readonly provider: DependencySide;
  readonly consumer: DependencySide;
  readonly inCircle: boolean;
  readonly today: IsoDay;
  readonly period: DaySpan;
}
/** What the sides' places say about time; the words of design.md 6 (Dates of a dependency). */
export interface DependencyDates {
  /** The provider's sprint end or due day, never before today while undelivered. */
  readonly expected?: IsoDay;
  /** First day of need: the start of the consumer's sprint, else its day. */
  readonly neededBy?: IsoDay;
  /** The last day on which it still helps: the end of the consumer's sprint, else its day. */
  readonly needEnds?: IsoDay;
}
