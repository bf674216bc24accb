import type { Entity, Issue } from '../entities.ts';
import type { SetField, SortKey } from './field.ts';
import { unknownValue } from './problems.ts';

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

interface Named<T> {
  readonly all: () => Iterable<T>;
  readonly namesOf: (entity: T) => readonly string[];
  /** Whether it exists for the viewer; default yes. */
  readonly isVisible?: (entity: T) => boolean;
}

/** Finds entities by name in any case, or else by id; throws Jira's "does not exist" otherwise. */
export const byName =
  <T extends Entity>({ all, namesOf, isVisible = () => true }: Named<T>): SetField['resolve'] =>
  (value, fieldName) => {
    const byId: string[] = [];
    const named: string[] = [];
    for (const entity of all()) {
      if (entity.id === value && isVisible(entity)) byId.push(entity.id);
      if (namesOf(entity).some((name) => same(name, value)) && isVisible(entity)) named.push(entity.id);
    }
    if (named.length > 0) return named;
    if (byId.length > 0) return byId;
    throw unknownValue(fieldName, value);
  };

/** Sorts issues by the place that their (first) value has in a list. */
export const byPosition =
  (values: SetField['values'], listed: () => Iterable<Entity>): (() => (issue: Issue) => SortKey) =>
  () => {
    const position = new Map([...listed()].map((entity, index) => [entity.id, index]));
    return (issue) => {
      const value = values(issue);
      const first = typeof value === 'string' || value === undefined ? value : value[0];
      return first === undefined ? undefined : position.get(first);
    };
  };

/** Entities in order of their names, for `byPosition`. */
export const sortedBy =
  <T extends Entity>(all: () => Iterable<T>, name: (entity: T) => string): (() => T[]) =>
  () =>
    [...all()].sort((a, b) => name(a).localeCompare(name(b), 'en'));
