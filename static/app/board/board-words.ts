import type { BoardRow, Load } from '../../../src/core/board/board.ts';
import type { Health } from '../../../src/core/dependency/dependency.ts';
import type { Place, PlaceReason, UnplacedReason } from '../../../src/core/placement/placement.ts';
import type { Unit } from '../../../src/core/team/team.ts';

const shortDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const longDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

const wholeNumber = new Intl.NumberFormat('en-GB');
/** "12,400". */
export const numberWords = (count: number): string => wholeNumber.format(count);

/** "5 Oct" from an ISO day. */
export const dayWords = (day: string): string => shortDay.format(Date.parse(day));
/** A sentence of the core, its ISO days as people write them: "ends on 26 Nov 2026". */
export const sentenceWords = (sentence: string): string =>
  sentence.replaceAll(/\b\d{4}-\d{2}-\d{2}\b/g, (day) => longDay.format(Date.parse(day)));
/** "5 Oct - 11 Dec", with years where the period is not of this year. */
export const spanWords = (start: string, end: string, today: string): string => {
  const isThisYear = start.slice(0, 4) === today.slice(0, 4) && end.slice(0, 4) === today.slice(0, 4);
  const format = isThisYear ? shortDay : longDay;
  return `${format.format(Date.parse(start))} - ${format.format(Date.parse(end))}`;
};

/** A sprint's name without its team's, which stands beside it: "Falcon Sprint 19" in Falcon's row reads "Sprint 19". */
export const sprintWords = (name: string, teamNames: readonly string[]): string => {
  for (const team of teamNames) {
    if (team === '' || !name.toLocaleLowerCase().startsWith(team.toLocaleLowerCase())) continue;
    const rest = name.slice(team.length).replace(/^[\s:|/_-]+/, '');
    if (rest !== '' && rest !== name.slice(team.length)) return rest;
  }
  return name;
};

const round = (value: number): string => String(Math.round(value * 10) / 10);
const UNIT_WORDS = { points: 'pts', hours: 'h', count: 'items' } as const;
/** An amount in a team's unit: "38 pts", "12.5 h", "9 items". */
export const amountWords = (amount: number, unit: Unit): string => `${round(amount)} ${UNIT_WORDS[unit.kind]}`;

const isCounted = (load: Load, unit: Unit): boolean => unit.kind === 'count' || load.estimated === 0;

/** "34 of 38 pts done"; in a team that counts items or estimated none, "6 of 9 items done". */
export const doneWords = (load: Load, unit: Unit): string => {
  if (load.items === 0) return 'nothing planned';
  if (!isCounted(load, unit)) return `${round(load.done)} of ${amountWords(load.planned, unit)} done`;
  return `${load.itemsDone} of ${load.items} ${load.items === 1 ? 'item' : 'items'} done`;
};
/** "5 unestimated"; nothing where all is estimated or the team counts items. */
export const unestimatedWords = (load: Load, unit: Unit): string =>
  load.unestimated === 0 || isCounted(load, unit) ? '' : `${load.unestimated} unestimated`;

/** "34 of 38 pts done, 5 unestimated". */
export const loadWords = (load: Load, unit: Unit): string =>
  [doneWords(load, unit), unestimatedWords(load, unit)].filter((part) => part !== '').join(', ');

/** Share done, 0 to 1: by estimate where the team has any, else by count. */
export const loadShare = (load: Load, unit: Unit): number => {
  if (unit.kind === 'count' || load.planned === 0) return load.items === 0 ? 0 : load.itemsDone / load.items;
  return Math.min(1, load.done / load.planned);
};

export const rowWords = (row: BoardRow): string =>
  `${row.name}: ${row.mode === 'kanban' ? 'kanban' : `${row.sprints.length} sprints`}, ${loadWords(row.load, row.unit)}`;

const isUnplaced = (reason: PlaceReason | UnplacedReason): reason is UnplacedReason =>
  reason.kind === 'overdue' ||
  reason.kind === 'leftSprint' ||
  reason.kind === 'doneWithoutDay' ||
  reason.kind === 'noDateNoSprint';

/** Why an item is where it is, as a sentence without its end. */
export const reasonWords = (reason: PlaceReason | UnplacedReason): string => {
  if (isUnplaced(reason)) return unplacedWords(reason);
  switch (reason.kind) {
    case 'done':
      return `Done on ${dayWords(reason.day)}${reason.betweenSprints === true ? ', between two sprints' : ''}`;
    case 'doneInSprint':
      return 'Done; nothing says when, so it counts in its last sprint';
    case 'openSprint':
      return 'In this sprint';
    case 'otherBoardSprint':
      return `In ${reason.sprintName}, a sprint of another board`;
    case 'dueDay':
      return `Due ${dayWords(reason.day)}`;
    case 'inProgress':
      return 'In progress';
    case 'children':
      return `Its children end on ${dayWords(reason.day)}`;
    case 'releaseDay':
      return `Released with ${reason.version} on ${dayWords(reason.day)}`;
  }
};

const overdueWords = ({ day, of }: Extract<UnplacedReason, { kind: 'overdue' }>): string => {
  if (of === undefined) return `Was due ${dayWords(day)}, not done`;
  return of.kind === 'sprint'
    ? `Not done in ${of.name}, which ended ${dayWords(day)}`
    : `Not done for ${of.name} on ${dayWords(day)}`;
};

/** Why an item has no place. */
export const unplacedWords = (reason: UnplacedReason): string => {
  switch (reason.kind) {
    case 'leftSprint':
      return `Left ${reason.sprintName} unfinished`;
    case 'doneWithoutDay':
      return 'Done, but nothing says when';
    case 'overdue':
      return overdueWords(reason);
    case 'noDateNoSprint':
      return 'No sprint, no due day, no release day';
  }
};

export const placeWords = (place: Place): string => reasonWords(place.reason);

/** Icon and word of each tone: never colour alone. */
export const TONE_ICONS: Readonly<Record<Health['tone'], string>> = {
  good: '✓',
  neutral: '○',
  warning: '△',
  danger: '✕',
};
export const STATE_WORDS: Readonly<Record<Health['state'], string>> = {
  moot: 'no longer needed',
  delivered: 'delivered',
  broken: 'broken',
  deadlocked: 'deadlocked',
  unplanned: 'unplanned',
  tight: 'tight',
  notPlannedYet: 'not planned yet',
  onTrack: 'on track',
};
