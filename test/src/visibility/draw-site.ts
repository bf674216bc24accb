import * as fc from 'fast-check';
import type { Holder } from '../../../local/jira/entities.ts';

/** What a random site is built from; indexes wrap around, so that any numbers make a site. */
export type SiteDraw = typeof siteDraw extends fc.Arbitrary<infer T> ? T : never;

export const PEOPLE = ['adm', 'ann', 'bob', 'cat'] as const;
export const REVIEWER = 'customfield_10102';
export const AUDIENCE = 'customfield_10103';
export const GROUPS = ['g-red', 'g-blue'] as const;

const person = fc.constantFrom(...PEOPLE);
/** Each kind of holder that Jira's permission and security schemes know. */
const holder: fc.Arbitrary<Holder> = fc.oneof(
  { weight: 3, arbitrary: person.map((parameter): Holder => ({ type: 'user', parameter })) },
  { weight: 2, arbitrary: fc.constantFrom(...GROUPS).map((parameter): Holder => ({ type: 'group', parameter })) },
  {
    weight: 5,
    arbitrary: fc.constantFrom<Holder>(
      { type: 'anyone' },
      { type: 'applicationRole' },
      { type: 'projectLead' },
      { type: 'projectRole', parameter: '10004' },
      { type: 'reporter' },
      { type: 'assignee' },
      { type: 'userCustomField', parameter: REVIEWER },
      { type: 'groupCustomField', parameter: AUDIENCE },
    ),
  },
);
const holders = fc.array(holder, { minLength: 1, maxLength: 4 });

const board = fc.record({
  isKanban: fc.boolean(),
  isShared: fc.boolean(),
  owner: person,
  /** Its filter takes the next project's work too. */
  isWide: fc.boolean(),
  isInProject: fc.boolean(),
  sprints: fc.array(fc.constantFrom('closed', 'active', 'future', 'undated'), { maxLength: 3 }),
});
const project = fc.record({
  lead: person,
  members: fc.array(person, { maxLength: 2 }),
  browse: holders,
  levels: fc.tuple(holders, holders),
  archived: fc.integer({ min: 0, max: 7 }).map((chance) => chance === 0),
  boards: fc.array(board, { minLength: 1, maxLength: 2 }),
});
const index = fc.nat({ max: 99 });
const issue = fc.record({
  project: index,
  type: fc.constantFrom('Theme', 'Epic', 'Story', 'Story', 'Story', 'Bug', 'Sub-task'),
  status: fc.constantFrom('To Do', 'In Progress', 'Done'),
  parent: fc.option(index, { freq: 3 }),
  sprints: fc.array(index, { minLength: 1, maxLength: 2 }),
  reporter: person,
  assignee: fc.option(person),
  reviewer: fc.option(person),
  audience: fc.option(fc.constantFrom(...GROUPS)),
  /** Above 1: none. */
  level: fc.nat({ max: 5 }),
  dueInDays: fc.option(fc.integer({ min: -40, max: 40 })),
  points: fc.option(fc.nat({ max: 8 })),
  team: fc.option(fc.nat({ max: 1 })),
  isRed: fc.boolean(),
  flagged: fc.boolean(),
  archived: fc.integer({ min: 0, max: 9 }).map((chance) => chance === 0),
});
const link = fc.record({ type: fc.constantFrom('Blocks', 'Dependency', 'Relates'), source: index, destination: index });

export const siteDraw = fc.record({
  groups: fc.tuple(fc.array(person, { maxLength: 2 }), fc.array(person, { maxLength: 2 })),
  projects: fc.array(project, { minLength: 3, maxLength: 4 }),
  issues: fc.array(issue, { minLength: 12, maxLength: 24 }),
  links: fc.array(link, { minLength: 4, maxLength: 14 }),
});
