import { FIELD_IDS } from '../custom-fields.ts';
import type { SiteSettings } from '../../jira/store.ts';
import { inferKind } from './infer-schema.ts';
import type { InferredKind } from './infer-schema.ts';
import type { FieldNames, NormalIssue } from './normalise.ts';
import { isRaw, rawAt, textAt } from './raw.ts';
import type { ReportBook } from './report.ts';
import type { SortedValues } from './sort-values.ts';

export type Role = keyof SiteSettings['fields'];
export interface CustomFieldFacts {
  readonly id: string;
  readonly name: string | undefined;
  /** Jira's type key, where a field list tells it. */
  readonly custom: string | undefined;
  readonly kind: InferredKind;
  readonly values: readonly { readonly issue: NormalIssue; readonly value: unknown }[];
}

const KEYS: Readonly<Record<string, Role>> = {
  'gh-sprint': 'sprint',
  'gh-epic-link': 'epicLink',
  'gh-epic-label': 'epicName',
  'gh-lexo-rank': 'rank',
  'jsw-story-points': 'storyPointEstimate',
  'jpo-custom-field-parent': 'parentLink',
  'atlassian-team': 'team',
  'rm-teams-custom-field-team': 'team',
};
/** What teams call a points field of their own. */
const ESTIMATE_NAMES = /\bpoints?\b|\bsp\b|estimat|\bsize\b|effort|complexity|punkte|puntos/i;
const NAMES: Readonly<Record<string, Role>> = {
  sprint: 'sprint',
  'epic link': 'epicLink',
  'epic name': 'epicName',
  rank: 'rank',
  'story points': 'storyPoints',
  'story point': 'storyPoints',
  'story point estimate': 'storyPointEstimate',
  'parent link': 'parentLink',
  team: 'team',
  'start date': 'startDate',
  flagged: 'flagged',
};

/** The custom fields of an export, with all their values. */
export const listCustomFields = (sorted: SortedValues, { names, issues }: FieldNames): CustomFieldFacts[] => {
  const values = new Map<string, { issue: NormalIssue; value: unknown }[]>();
  for (const issue of issues) {
    for (const [id, value] of Object.entries(issue.fields)) {
      if (!id.startsWith('customfield_')) continue;
      const known = values.get(id);
      if (known === undefined) values.set(id, [{ issue, value }]);
      else known.push({ issue, value });
    }
  }
  const ids = new Set([...values.keys(), ...[...sorted.fields.keys()].filter((id) => id.startsWith('customfield_'))]);
  return [...ids].map((id) => {
    const own = values.get(id) ?? [];
    return {
      id,
      name: names.get(id),
      custom: textAt(rawAt(sorted.fields.get(id), 'schema'), 'custom'),
      kind: inferKind(own.map(({ value }) => value)),
      values: own,
    };
  });
};

const isEpic = (issue: NormalIssue): boolean => textAt(issue.fields.issuetype, 'name')?.toLowerCase() === 'epic';
const isScoped = (sorted: SortedValues, id: string): boolean => isRaw(sorted.fields.get(id)?.scope);

const most = (
  facts: readonly CustomFieldFacts[],
  score: (each: CustomFieldFacts) => number,
): CustomFieldFacts | undefined => {
  const scored = facts.map((each) => ({ each, score: score(each) })).filter((each) => each.score > 0);
  return scored.sort((a, b) => b.score - a.score)[0]?.each;
};

/** How many of a text field's values are keys of epics in the export. */
const epicKeys = (epics: ReadonlySet<string>, facts: CustomFieldFacts): number =>
  facts.kind.kind === 'text'
    ? facts.values.filter(({ value }) => typeof value === 'string' && epics.has(value)).length
    : 0;

const epicNames = (facts: CustomFieldFacts): number => {
  const texts = facts.values.filter(({ value }) => typeof value === 'string' && !value.startsWith('ghx-label-'));
  if (facts.kind.kind !== 'text' || facts.kind.isList || texts.length < facts.values.length) return 0;
  return texts.every(({ issue }) => isEpic(issue)) ? texts.length : 0;
};

/** Numbers as teams estimate with: not all alike, small, whole or half, on work below epics. */
const pointLike = (facts: CustomFieldFacts): number => {
  if (facts.kind.kind !== 'number' || facts.kind.isList) return 0;
  const numbers = facts.values.map(({ value }) => Number(value));
  const usual = numbers.filter((value) => value >= 0 && value <= 200 && (value * 2) % 1 === 0);
  return new Set(numbers).size > 2 && usual.length > numbers.length * 0.9 ? facts.values.length : 0;
};

interface Keys {
  readonly epics: ReadonlySet<string>;
  readonly all: ReadonlySet<string>;
}

const onlyImpediments = (facts: CustomFieldFacts): number =>
  facts.values.every(
    ({ value }) => Array.isArray(value) && value.every((each) => textAt(each, 'value') === 'Impediment'),
  )
    ? facts.values.length
    : 0;

/** Objects that Advanced Roadmaps gives, or keys of issues in the export, on epics and above. */
const parentLike = (facts: CustomFieldFacts, keys: ReadonlySet<string>): number => {
  const isLink = ({ value }: { readonly value: unknown }): boolean =>
    rawAt(value, 'data') !== undefined ? isRaw(value) && 'showField' in value : keys.has(String(value));
  return facts.values.every(isLink) ? facts.values.length : 0;
};

const GUESSES: readonly (readonly [Role, string, (facts: CustomFieldFacts, known: Keys) => number])[] = [
  ['sprint', 'its values are sprints', (facts) => (facts.kind.kind === 'sprint' ? facts.values.length : 0)],
  ['rank', 'its values are ranks', (facts) => (facts.kind.kind === 'rank' ? facts.values.length : 0)],
  ['epicLink', 'its values are keys of epics', (facts, { epics }) => epicKeys(epics, facts)],
  ['parentLink', 'its values are keys of issues', (facts, { all }) => parentLike(facts, all)],
  ['epicName', 'only epics have it', (facts) => epicNames(facts)],
  ['storyPoints', 'it is the number that most work has', (facts) => pointLike(facts)],
  ['flagged', 'its only option is Impediment', (facts) => onlyImpediments(facts)],
  ['team', 'its values are teams', (facts) => (facts.kind.kind === 'team' ? facts.values.length : 0)],
];

const roleOf = (facts: CustomFieldFacts): Role | undefined => {
  const key = facts.custom?.split(':').at(-1);
  return (key === undefined ? undefined : KEYS[key]) ?? NAMES[facts.name?.toLowerCase() ?? ''];
};

const keysOf = (issues: readonly NormalIssue[]): ReadonlySet<string> => new Set(issues.map((issue) => issue.key));

/** Which fields play the roles that Jira gives a meaning: by type key, by name, else by what their values look like. */
export const assignRoles = (
  sorted: SortedValues,
  facts: readonly CustomFieldFacts[],
  issues: readonly NormalIssue[],
  report: ReportBook,
): SiteSettings['fields'] => {
  const roles = new Map<Role, CustomFieldFacts>();
  for (const each of [...facts].sort((a, b) => b.values.length - a.values.length)) {
    const role = roleOf(each);
    if (role !== undefined && !roles.has(role) && !isScoped(sorted, each.id)) roles.set(role, each);
  }
  const known: Keys = { epics: keysOf(issues.filter(isEpic)), all: keysOf(issues) };
  for (const [role, why, score] of GUESSES) {
    const taken = new Set([...roles.values()].map((each) => each.id));
    if (roles.has(role) || (role === 'storyPoints' && roles.has('storyPointEstimate'))) continue;
    const isNameless = (each: CustomFieldFacts): boolean => each.custom === undefined && each.name === undefined;
    const isCandidate = (each: CustomFieldFacts): boolean =>
      isNameless(each) || (role === 'storyPoints' && ESTIMATE_NAMES.test(each.name ?? ''));
    const found = most(
      facts.filter((each) => isCandidate(each) && each.values.length > 0 && !taken.has(each.id)),
      (each) => score(each, known),
    );
    if (found === undefined) continue;
    roles.set(role, found);
    report.infer(`${role} is ${found.id}: ${why} (${found.values.length} values)`);
  }
  return toSettings(roles, new Set(facts.map((each) => each.id)));
};

/** The roles' ids; a role that no field plays gets an id that the export does not use. */
const toSettings = (roles: ReadonlyMap<Role, CustomFieldFacts>, used: ReadonlySet<string>): SiteSettings['fields'] => {
  let next = 19_000;
  const idOf = (role: Role, usual: string): string => {
    const found = roles.get(role)?.id;
    if (found !== undefined) return found;
    if (!used.has(usual)) return usual;
    do next++;
    while (used.has(`customfield_${next}`));
    return `customfield_${next}`;
  };
  // The entries are those of FIELD_IDS, whose keys are the roles.
  const entries = Object.entries(FIELD_IDS).map(([role, usual]) => [role, idOf(role as Role, usual)]);
  return Object.fromEntries(entries) as SiteSettings['fields'];
};
