import type { Store } from '../jira/store.ts';

const SHOWN = 20;

/** A table of the people one can look as: name, e-mail, what they may. */
export const peopleTable = (store: Store): readonly string[] => {
  const people = [...store.users.values()].filter(({ active, accountType }) => active && accountType === 'atlassian');
  // Those that say who they are first: of an import's thousands, only some fit a screen.
  const sorted = people.toSorted((a, b) => Number(b.about !== undefined) - Number(a.about !== undefined));
  const shown = sorted.slice(0, SHOWN);
  const width = (pick: (user: (typeof shown)[number]) => string) =>
    Math.max(0, ...shown.map((user) => pick(user).length));
  const [nameWidth, mailWidth] = [width(({ displayName }) => displayName), width(({ emailAddress }) => emailAddress)];
  const lines = shown.map(({ displayName, emailAddress, about = '' }) =>
    `  ${displayName.padEnd(nameWidth)}  ${emailAddress.padEnd(mailWidth)}  ${about}`.trimEnd(),
  );
  return people.length > SHOWN ? [...lines, `  and ${people.length - SHOWN} more`] : lines;
};
