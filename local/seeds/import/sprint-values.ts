import { isRaw, textAt, toInstant } from './raw.ts';
import type { Raw } from './raw.ts';

export interface SprintValue {
  readonly id: string;
  readonly name: string;
  readonly state: 'future' | 'active' | 'closed';
  readonly boardId?: string;
  readonly goal?: string;
  readonly startDate?: number;
  readonly endDate?: number;
  readonly completeDate?: number;
  readonly activatedDate?: number;
  readonly createdDate?: number;
}

const TEXT_FORM = /^com\.atlassian\.greenhopper\.service\.sprint\.Sprint@[^[]*\[(.*)\]$/s;

/** Members of `[id=18,rapidViewId=<null>,name=3.3 Sprint, 8,...]`: names may hold commas, so a member ends where the next known one starts. */
const MEMBER =
  /(?:^|,)(id|rapidViewId|state|name|goal|startDate|endDate|completeDate|activatedDate|sequence|incompleteIssuesDestinationId|autoStartStop|synced)=/g;

/** The older text form of a sprint as an object; undefined where it is not one. */
export const parseSprintText = (text: string): Raw | undefined => {
  const body = TEXT_FORM.exec(text)?.[1];
  if (body === undefined) return undefined;
  const marks = [...body.matchAll(MEMBER)];
  const members: Record<string, string> = {};
  marks.forEach((mark, i) => {
    const value = body.slice(mark.index + mark[0].length, marks[i + 1]?.index ?? body.length);
    if (value !== '<null>' && mark[1] !== undefined) members[mark[1]] ??= value;
  });
  return members;
};

const stateOf = (text: string | undefined): SprintValue['state'] => {
  const state = text?.toLowerCase();
  return state === 'active' || state === 'future' ? state : 'closed';
};

/** A sprint in any of its forms (text, Agile's object, the platform's object); undefined where it has no id. */
export const parseSprint = (value: unknown): SprintValue | undefined => {
  const raw = typeof value === 'string' ? parseSprintText(value) : isRaw(value) ? value : undefined;
  const id = textAt(raw, 'id');
  if (raw === undefined || id === undefined) return undefined;
  const members: { -readonly [K in keyof SprintValue]: SprintValue[K] } = {
    id,
    name: textAt(raw, 'name') ?? `Sprint ${id}`,
    state: stateOf(textAt(raw, 'state')),
  };
  const boardId = textAt(raw, 'originBoardId') ?? textAt(raw, 'boardId') ?? textAt(raw, 'rapidViewId');
  if (boardId !== undefined) members.boardId = boardId;
  const goal = textAt(raw, 'goal');
  if (goal !== undefined) members.goal = goal;
  for (const name of ['startDate', 'endDate', 'completeDate', 'activatedDate', 'createdDate'] as const) {
    const instant = toInstant(raw[name]);
    if (instant !== undefined) members[name] = instant;
  }
  return members;
};
