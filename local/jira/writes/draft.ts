import type { Issue, Json, Project } from '../entities.ts';
import { badField, type JiraProblem } from '../errors.ts';
import { hasPermission } from '../permissions.ts';
import type { Write } from './write.ts';

/** An issue while it is being written. */
export type Draft = { -readonly [K in keyof Issue]: Issue[K] } & { custom: Record<string, Json> };

/** What a field of a draft is set in: `original` is absent while the issue is being created. */
export interface Editing {
  readonly write: Write;
  readonly project: Project;
  readonly draft: Draft;
  readonly original?: Issue;
}
/** One operation on one field (`update` of the REST body; a member of `fields` is a `set`). */
export interface FieldOperation {
  readonly field: string;
  readonly verb: string;
  readonly value: unknown;
}
export type FieldWriter = (editing: Editing, operation: FieldOperation) => void;

/** A draft of an issue; the issue stays as it is. */
export const toDraft = (issue: Issue): Draft => ({ ...issue, custom: { ...issue.custom } });

type Optional = { [K in keyof Draft]-?: undefined extends Draft[K] ? K : never }[keyof Draft];
/** Sets an optional member, or takes it away where the value is undefined. */
export const setOrClear = <K extends Optional>(draft: Draft, member: K, value: Draft[K] | undefined): void => {
  if (value === undefined) delete draft[member];
  else draft[member] = value;
};

/** Jira's words for a field that the caller cannot write here, whatever the reason (platform.md 9). */
export const cannotSet = (field: string): JiraProblem =>
  badField(field, `Field '${field}' cannot be set. It is not on the appropriate screen, or unknown.`);

/** Whether the caller holds a permission: on the issue, or in the project of an issue being created. */
export const holds = ({ write, project, original }: Editing, permission: string): boolean =>
  hasPermission(
    write.store,
    write.caller.accountId,
    permission,
    original === undefined ? { project } : { project, issue: original },
  );

/** Fields behind a permission of their own vanish from the caller's screens without it. */
export const guarded =
  (permission: string, writer: FieldWriter): FieldWriter =>
  (editing, operation) => {
    if (!holds(editing, permission)) throw cannotSet(operation.field);
    writer(editing, operation);
  };

/** A writer that only knows `set`. */
export const setting =
  (set: (editing: Editing, value: unknown, field: string) => void): FieldWriter =>
  (editing, { field, verb, value }) => {
    if (verb !== 'set') {
      throw badField(field, `Field does not support operation '${verb}' Supported operation(s) are: 'set'`);
    }
    set(editing, value, field);
  };

/** The list that a `set`, `add` or `remove` makes of a list; `parse` gives the id of one element. */
export const changedList = (
  current: readonly string[],
  { field, verb, value }: FieldOperation,
  parse: (element: unknown) => string,
): readonly string[] => {
  switch (verb) {
    case 'set':
      if (value === null) return [];
      if (!Array.isArray(value)) throw badField(field, 'data was not an array');
      return [...new Set(value.map(parse))];
    case 'add':
      return [...new Set([...current, parse(value)])];
    case 'remove': {
      const removed = parse(value);
      return current.filter((id) => id !== removed);
    }
    default:
      throw badField(
        field,
        `Field does not support operation '${verb}' Supported operation(s) are: 'add', 'set', 'remove'`,
      );
  }
};
