import type { HealthState } from '../dependency/dependency.ts';
import { isDone } from '../work-item/work-item.ts';
import type { DependencyDates, DependencySide, HealthInput } from './health-input.ts';

const place = ({ spot }: DependencySide): string =>
  spot.kind === 'sprint' && spot.day === undefined ? ` in ${spot.sprint.name}` : '';

const brokenSentence = (
  { provider, consumer, today }: HealthInput,
  { expected, needEnds }: DependencyDates,
): string => {
  const [give, need] = [provider.item.key, consumer.item.key];
  if (isDone(provider.item)) {
    return `${give} was closed without delivering (${provider.item.resolution ?? 'no resolution'}): ${consumer.teamName} agrees with ${provider.teamName} on another way for ${need}.`;
  }
  if (needEnds !== undefined && today > needEnds) {
    return `${need} needed ${give} by ${needEnds} and it is not done: ${provider.teamName} says when, ${consumer.teamName} moves ${need}.`;
  }
  return `${give} is expected on ${expected ?? 'no day'}${place(provider)}, after ${need} ends on ${needEnds ?? 'no day'}${place(consumer)}: ${provider.teamName} moves ${give} earlier or ${consumer.teamName} moves ${need} later.`;
};

/** Why a dependency is in a state, ending with who does what next. */
export const healthSentence = (state: HealthState, input: HealthInput, dates: DependencyDates): string => {
  const { provider, consumer } = input;
  const [give, need] = [provider.item.key, consumer.item.key];
  const [giver, needer] = [provider.teamName, consumer.teamName];
  switch (state) {
    case 'moot':
      return `${need} is done: nothing waits for ${give} any more; ${needer} may remove the link.`;
    case 'delivered':
      return `${give} is done: ${needer} can go on with ${need}.`;
    case 'broken':
      return brokenSentence(input, dates);
    case 'deadlocked':
      return `${give} and ${need} wait for each other in a circle: ${giver} and ${needer} decide which goes first and remove a link.`;
    case 'unplanned':
      return `${need} needs ${give} by ${dates.neededBy ?? 'this period'}${place(consumer)}, but ${give} has no sprint and no day: ${giver} plans ${give}.`;
    case 'tight':
      return `${give} ends on ${dates.expected ?? 'no day'}${place(provider)} while ${need} starts on ${dates.neededBy ?? 'no day'}${place(consumer)}: ${giver} delivers first, ${needer} starts ${need} late.`;
    case 'notPlannedYet':
      return dates.expected === undefined
        ? `${give} has no sprint and no day, and this period does not need it: ${giver} plans ${give} when ${needer} plans ${need}.`
        : `${need} has no sprint and no day, so nothing says when it needs ${give}: ${needer} plans ${need}.`;
    case 'onTrack':
      return `${give} ends on ${dates.expected ?? 'no day'}${place(provider)}, before ${need} needs it on ${dates.neededBy ?? 'no day'}: ${giver} delivers as planned.`;
  }
};
