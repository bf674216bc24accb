import { isWithin, later } from '../day/day.ts';
import type { Health, HealthState, Tone } from '../dependency/dependency.ts';
import { endOfSpot } from '../placement/place-item.ts';
import { isDone, type WorkItem } from '../work-item/work-item.ts';
import type { DependencyDates, HealthInput } from './health-input.ts';
import { healthSentence } from './sentence.ts';

export const TONES: Readonly<Record<HealthState, Tone>> = {
  moot: 'neutral',
  delivered: 'good',
  broken: 'danger',
  deadlocked: 'danger',
  unplanned: 'warning',
  tight: 'warning',
  notPlannedYet: 'neutral',
  onTrack: 'good',
};
/** From worst to best. */
const SEVERITY: readonly HealthState[] = [
  'broken',
  'deadlocked',
  'unplanned',
  'tight',
  'notPlannedYet',
  'onTrack',
  'delivered',
  'moot',
];
export const worstOf = (states: readonly HealthState[]): HealthState | undefined =>
  SEVERITY.find((state) => states.includes(state));

/** Names that Jira sites give to a resolution that delivers nothing. */
const NOT_DELIVERING =
  /^(won'?t|will not|cannot|can't|duplicate|declined|incomplete|invalid|obsolete|rejected|abandoned|cancel|not a bug|not an issue|withdrawn|later$)/i;

/** Whether it was closed without being delivered: done with a resolution such as "Won't Do" or "Duplicate". */
export const isCancelled = (item: WorkItem): boolean =>
  isDone(item) && item.resolution !== undefined && NOT_DELIVERING.test(item.resolution);
export const isDelivered = (item: WorkItem): boolean => isDone(item) && !isCancelled(item);

export const datesOf = ({ provider, consumer, today }: HealthInput): DependencyDates => {
  const plan = endOfSpot(provider.spot);
  const expected = plan === undefined ? undefined : isDone(provider.item) ? plan : later(plan, today);
  const need = consumer.spot;
  if (need.kind === 'none') return expected === undefined ? {} : { expected };
  if (need.reason.kind === 'inProgress') {
    // Needed already; the sprint it is shown in is only where today is, so it sets no end.
    return {
      ...(expected === undefined ? {} : { expected }),
      neededBy: need.kind === 'sprint' ? need.sprint.start : need.day,
    };
  }
  const isBySprint = need.kind === 'sprint' && need.day === undefined;
  const neededBy = isBySprint ? need.sprint.start : need.kind === 'sprint' ? (need.day ?? need.sprint.start) : need.day;
  const needEnds = isBySprint ? need.sprint.end : neededBy;
  return { ...(expected === undefined ? {} : { expected }), neededBy, needEnds };
};

const stateOf = (input: HealthInput, dates: DependencyDates): HealthState => {
  const { provider, consumer, today, period } = input;
  if (isDone(consumer.item)) return 'moot';
  if (isDelivered(provider.item)) return 'delivered';
  if (isCancelled(provider.item)) return 'broken';
  const { expected, neededBy, needEnds } = dates;
  if (needEnds !== undefined && (today > needEnds || (expected !== undefined && expected > needEnds))) return 'broken';
  if (input.inCircle) return 'deadlocked';
  if (expected === undefined)
    return neededBy !== undefined && isWithin(neededBy, period) ? 'unplanned' : 'notPlannedYet';
  if (neededBy === undefined) return 'notPlannedYet';
  // A shared boundary day counts as on track.
  return expected > neededBy ? 'tight' : 'onTrack';
};

/**
 * Health of a dependency without a contract: the first state of design.md 6 (Health) that applies, with a sentence that ends
 * with who does what next.
 */
export const healthOf = (input: HealthInput): Health => {
  const dates = datesOf(input);
  const state = stateOf(input, dates);
  return { state, tone: TONES[state], sentence: healthSentence(state, input, dates) };
};
