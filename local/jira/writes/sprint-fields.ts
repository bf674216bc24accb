import type { Sprint } from '../entities.ts';
import { badField, badRequest } from '../errors.ts';
import { readInstant, readText } from './field-values.ts';
import type { JsonObject } from './write.ts';

const MAX_NAME = 30;
const MAX_GOAL = 10_000;

type Settable = Partial<Pick<Sprint, 'name' | 'goal' | 'startDate' | 'endDate' | 'state'>>;
/** What a body says about a sprint; `given` holds only the members that it names (undefined: to be cleared). */
export interface SprintFields extends Settable {
  readonly given: { readonly [K in keyof Settable]?: Settable[K] | undefined };
}

const readName = (value: unknown, before: Sprint | undefined): string => {
  const name = readText(value, 'name')?.trim() ?? '';
  if (name === '') throw badField('name', 'A sprint name is required.');
  // A name that was longer before (an import's) may stay.
  if (name.length > MAX_NAME && name !== before?.name) {
    throw badField('name', 'The sprint name is too long, it must be 30 characters or less.');
  }
  return name;
};

const readTime = (value: unknown, field: string): number | undefined => {
  const text = readInstant(value, field);
  return text === undefined ? undefined : Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
};

const readState = (value: unknown): Sprint['state'] => {
  const state = String(value).toLowerCase();
  if (state === 'future' || state === 'active' || state === 'closed') return state;
  throw badField('state', `The sprint state '${String(value)}' is not valid.`);
};

const readGoal = (value: unknown): string | undefined => {
  const goal = readText(value, 'goal');
  if ((goal?.length ?? 0) > MAX_GOAL) throw badField('goal', 'The sprint goal is too long.');
  return goal === '' ? undefined : goal;
};

const READERS: Readonly<Record<string, (value: unknown, before: Sprint | undefined) => unknown>> = {
  name: readName,
  goal: readGoal,
  startDate: (value) => readTime(value, 'startDate'),
  endDate: (value) => readTime(value, 'endDate'),
  state: readState,
};

/** Reads the members of a sprint body that can be written; others (id, self, completeDate, ...) are let pass, as in Jira. */
export const readSprintFields = (input: JsonObject, before: Sprint | undefined): SprintFields => {
  const given: SprintFields['given'] = Object.fromEntries(
    Object.entries(READERS)
      .filter(([member]) => input[member] !== undefined)
      .map(([member, read]) => [member, read(input[member], before)]),
  );
  const { startDate = before?.startDate, endDate = before?.endDate } = given;
  if (startDate !== undefined && endDate !== undefined && endDate <= startDate) {
    throw badField('endDate', 'The end date of a sprint must be after the start date.');
  }
  const known: Settable = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return { ...known, given };
};

/** Future -> active -> closed, nothing else; starting needs both dates (Atlassian's description of the sprint update). */
export const checkNewState = (before: Sprint, after: Sprint): void => {
  if (before.state === after.state) return;
  const step = `${before.state} ${after.state}`;
  if (step !== 'future active' && step !== 'active closed') {
    throw badRequest(`A sprint cannot go from state '${before.state}' to '${after.state}'.`);
  }
  if (after.state === 'active' && (after.startDate === undefined || after.endDate === undefined)) {
    throw badRequest('A sprint can only be started with a start date and an end date.');
  }
};
