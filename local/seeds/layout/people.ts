import type { User } from '../../jira/entities.ts';
import type { Store } from '../../jira/store.ts';
import { addGroup, addTeam, addToGroup, addUsers } from '../adders.ts';
import type { UserInput } from '../adders.ts';
import { GROUP_IDS } from '../ids.ts';
import { personName, TEAM_NAMES } from '../words/names.ts';
import type { Plan } from './plan.ts';

export type NamedPerson =
  | 'admin'
  | 'trainEngineer'
  | 'productManager'
  | 'atlasLead'
  | 'borealisLead'
  | 'helixLead'
  | 'developer'
  | 'contractor'
  | 'reviewer'
  | 'inactive';

const NAMED: Readonly<Record<NamedPerson, UserInput>> = {
  admin: { name: 'Priya Raman', about: 'Jira administrator: sees every project that people gave her access to' },
  trainEngineer: { name: 'Marcus Lindqvist', about: 'Release train engineer: plans with all teams, Helix included' },
  productManager: { name: 'Elena Vasquez', about: 'Product manager: all projects but the confidential ones' },
  atlasLead: { name: 'Noor Haddad', about: 'Team lead of Atlas: administers its project' },
  borealisLead: { name: 'Tomasz Zieliński', about: 'Team lead of Borealis, in a project shared with Dynamo' },
  helixLead: {
    name: 'Ingrid Solberg',
    about: 'Team lead of Helix: a confidential project, and Vault that no app may see',
  },
  developer: { name: 'Chioma Eze', about: 'Developer in Cirrus, a kanban team' },
  contractor: { name: 'Jonas Weber', about: 'Contractor: may browse the Storefront project only' },
  reviewer: { name: 'Yuki Tanaka', about: 'Security reviewer: sees only what is assigned to or reported by her' },
  inactive: { name: 'Peter Novak', about: 'Left the company: inactive, work is still assigned to him', active: false },
};

export interface TeamPeople {
  readonly lead: User;
  readonly members: readonly User[];
  /** The Atlassian team. */
  readonly teamId: string;
}
export interface People {
  readonly named: Readonly<Record<NamedPerson, User>>;
  /** The group that may browse what is not confidential. */
  readonly employeesId: string;
  readonly teams: readonly TeamPeople[];
}

const TEAM_SIZE = 7;
/** Who of the named people belongs to which of the first teams, the lead first. */
const SEATS: Readonly<Record<number, readonly NamedPerson[]>> = {
  0: ['atlasLead'],
  1: ['borealisLead'],
  2: ['developer'],
  5: ['contractor'],
  7: ['helixLead'],
};
const LEADS = new Set<NamedPerson>(['atlasLead', 'borealisLead', 'helixLead']);

const toRecord = (users: readonly User[]): Record<NamedPerson, User> => {
  // The users were made from the entries of NAMED, in this order.
  const entries = Object.keys(NAMED).map((kind, i) => [kind, users[i]]);
  return Object.fromEntries(entries) as Record<NamedPerson, User>;
};

const uniqueEmails = (inputs: readonly UserInput[]): UserInput[] => {
  const seen = new Map<string, number>();
  return inputs.map((input) => {
    const count = (seen.get(input.name) ?? 0) + 1;
    seen.set(input.name, count);
    return count === 1 ? input : { ...input, name: `${input.name} ${'I'.repeat(count)}` };
  });
};

/** Adds the named people, seven people a team, the employees' group and one Atlassian team a team. */
export const addPeople = (store: Store, plan: Plan): People => {
  const generated = Array.from({ length: plan.teams * TEAM_SIZE }, (_, n): UserInput => ({ name: personName(n) }));
  const users = addUsers(store, uniqueEmails([...Object.values(NAMED), ...generated]));
  const named = toRecord(users);
  addToGroup(store, GROUP_IDS.siteAdmins, [named.admin.id]);
  const outside = new Set([named.contractor.id, named.reviewer.id]);
  const employees = addGroup(
    store,
    'employees',
    users.map((user) => user.id).filter((id) => !outside.has(id)),
  );
  const rest = users.slice(Object.keys(NAMED).length);
  const teams = Array.from({ length: plan.teams }, (_, i): TeamPeople => {
    const own = rest.slice(i * TEAM_SIZE, (i + 1) * TEAM_SIZE);
    const seated = SEATS[i] ?? [];
    const leads = seated.filter((kind) => LEADS.has(kind)).map((kind) => named[kind]);
    const others = seated.filter((kind) => !LEADS.has(kind)).map((kind) => named[kind]);
    const members = [...leads, ...own, ...others];
    const [lead = named.admin] = members;
    const team = addTeam(
      store,
      TEAM_NAMES[i] ?? `Team ${i + 1}`,
      members.map((user) => user.id),
    );
    return { lead, members, teamId: team.id };
  });
  return { named, employeesId: employees.id, teams };
};
