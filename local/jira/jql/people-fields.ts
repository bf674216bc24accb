import type { Issue } from '../entities.ts';
import type { JqlContext } from './context.ts';
import type { SetField } from './field.ts';
import { byPosition, sortedBy } from './names.ts';
import { withPostings } from './postings.ts';
import { unknownValue } from './problems.ts';

/** A field that holds people. A person is written as account id, display name or e-mail address. */
export const userField = ({ store }: JqlContext, values: SetField['values']): SetField => ({
  kind: 'set',
  family: 'user',
  values,
  resolve: (value, fieldName) => {
    if (store.users.get(value) !== undefined) return [value];
    const wanted = value.toLowerCase();
    const found: string[] = [];
    for (const user of store.users.values()) {
      if (user.displayName.toLowerCase() === wanted || user.emailAddress.toLowerCase() === wanted) found.push(user.id);
    }
    if (found.length === 0) throw unknownValue(fieldName, value);
    return found;
  },
  sortKey: byPosition(
    values,
    sortedBy(
      () => store.users.values(),
      (user) => user.displayName,
    ),
  ),
});

const of =
  (name: string, values: (issue: Issue) => string | undefined) =>
  (context: JqlContext): SetField =>
    withPostings(context, name, userField(context, values));

export const peopleFields = {
  assignee: of('assignee', (issue) => issue.assigneeId),
  reporter: of('reporter', (issue) => issue.reporterId),
  creator: of('creator', (issue) => issue.creatorId),
};
