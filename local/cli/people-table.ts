import type { User } from '../jira/entities.ts';
import type { Store } from '../jira/store.ts';

const SHOWN = 20;

/** Those that say who they are, in the site's order; where nobody does, the first ones. */
const choose = (people: readonly User[]): readonly User[] => {
  const described = people.filter(({ about }) => about !== undefined);
  return (described.length > 0 ? described : people).slice(0, SHOWN);
};

/** A table of the people one can look as: name, e-mail, what they may. */
export const peopleTable = (store: Store): readonly string[] => {
  const people = [...store.users.values()].filter(({ active, accountType }) => active && accountType === 'atlassian');
  const shown = choose(people);
  const width = (pick: (user: User) => string) => Math.max(0, ...shown.map((user) => pick(user).length));
  const [nameWidth, mailWidth] = [width(({ displayName }) => displayName), width(({ emailAddress }) => emailAddress)];
  const lines = shown.map(({ displayName, emailAddress, about = '' }) =>
    `  ${displayName.padEnd(nameWidth)}  ${emailAddress.padEnd(mailWidth)}  ${about}`.trimEnd(),
  );
  return people.length > shown.length ? [...lines, `  and ${people.length - shown.length} more`] : lines;
};
