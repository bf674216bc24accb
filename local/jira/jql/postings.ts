import type { Issue } from '../entities.ts';
import type { JqlContext } from './context.ts';
import type { SetField } from './field.ts';

/** Gives a field an index by its values, kept from the first time that a query asks for it by `=` or IN. */
export const withPostings = ({ state }: JqlContext, name: string, field: SetField): SetField => {
  const index = () => state.postings(name, field.values);
  return {
    ...field,
    find: (ids) => {
      const found: readonly Issue[] = ids.flatMap((id) => index().of(id));
      return ids.length > 1 ? [...new Set(found)] : found;
    },
    count: (ids) => ids.reduce((sum, id) => sum + index().count(id), 0),
  };
};
