import type { Entity, Issue } from '../entities.ts';
import type { SetField, SortKey } from './field.ts';
import { unknownValue } from './problems.ts';

interface Named<T> {
  readonly all: () => Iterable<T>;
  readonly namesOf: (entity: T) => readonly string[];
  /** Whether it exists for the viewer; default yes. */
  readonly isVisible?: (entity: T) => boolean;
}

/** Finds entities by name in any case, or else by id; throws Jira's "does not exist" otherwise. */
export const byName = <T extends Entity>({ all, namesOf, isVisible = () => true }: Named<T>): SetField['resolve'] => {
  let byText: Map<string, T[]> | undefined;
  const collect = (): Map<string, T[]> => {
    const collected = new Map<string, T[]>();
    for (const entity of all()) {
      for (const name of [...namesOf(entity), `id ${entity.id}`]) {
        const text = name.toLowerCase();
        const known = collected.get(text);
        if (known === undefined) collected.set(text, [entity]);
        else if (!known.includes(entity)) known.push(entity);
      }
    }
    return collected;
  };
  const visible = (text: string): readonly string[] =>
    ((byText ??= collect()).get(text.toLowerCase()) ?? []).filter(isVisible).map((entity) => entity.id);
  return (value, fieldName) => {
    const named = visible(value);
    const found = named.length > 0 ? named : visible(`id ${value}`);
    if (found.length === 0) throw unknownValue(fieldName, value);
    return found;
  };
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
