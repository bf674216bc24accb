import type { FeatureMismatch, Ghost, PlaceReason, UnplacedReason } from './placement.ts';

const overdueSentence = ({ day, of }: Extract<UnplacedReason, { kind: 'overdue' }>): string => {
  if (of === undefined) return `Was due on ${day} and is not done.`;
  return of.kind === 'sprint'
    ? `Still in ${of.name}, which ended on ${day}, and not done.`
    : `Not done, though ${of.name} had its release on ${day}.`;
};

/** Why an item is where it is, as a sentence. */
export const placeSentence = (reason: PlaceReason | UnplacedReason): string => {
  switch (reason.kind) {
    case 'done':
      return reason.betweenSprints === true
        ? `Done on ${reason.day}, between sprints: counted to the one before.`
        : `Done on ${reason.day}.`;
    case 'doneInSprint':
      return 'Done; Jira does not say when, so it is shown in the last sprint it was in.';
    case 'openSprint':
      return 'In this sprint.';
    case 'otherBoardSprint':
      return `In ${reason.sprintName}, a sprint of another board; shown at that sprint's dates.`;
    case 'dueDay':
      return `Due on ${reason.day}.`;
    case 'inProgress':
      return 'In progress now; it has no sprint and no due day.';
    case 'children':
      return `Its last child ends on ${reason.day}.`;
    case 'releaseDay':
      return `${reason.version} is released on ${reason.day}.`;
    case 'leftSprint':
      return `Left ${reason.sprintName} unfinished.`;
    case 'doneWithoutDay':
      return 'Done, but Jira does not say when.';
    case 'overdue':
      return overdueSentence(reason);
    case 'noDateNoSprint':
      return 'No sprint, no due day, no release.';
  }
};

export const ghostSentence = (ghost: Ghost): string =>
  ghost.spilledTo === undefined ? 'Left unfinished' : `Spilled to ${ghost.spilledTo}`;

/** "children end 2 sprints after its due day". */
export const mismatchSentence = ({ dueDay, childrenEnd, sprintsApart }: FeatureMismatch): string => {
  const distance = sprintsApart === 1 ? '1 sprint ' : sprintsApart > 1 ? `${sprintsApart} sprints ` : '';
  return `Its children end ${distance}${childrenEnd > dueDay ? 'after' : 'before'} its due day (${childrenEnd}, due ${dueDay}).`;
};
