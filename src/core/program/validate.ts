import { overlaps } from '../day/day.ts';
import { isTimeZone } from '../day/time-zone.ts';
import type { BoardId, ComponentId, FieldId, LinkTypeId, ProjectId } from '../ids.ts';
import type { Period } from '../period/period.ts';
import type { ProgramDraft } from './program.ts';

/** One broken rule: `path` says where, for example `periods.1.start`. */
export interface Finding {
  readonly path: string;
  readonly message: string;
}
/** What exists for the person who saves; what is not in it is unknown, or hidden from them, on purpose the same. */
export interface KnownSite {
  readonly projectIds: ReadonlySet<ProjectId>;
  readonly boardIds: ReadonlySet<BoardId>;
  readonly linkTypeIds: ReadonlySet<LinkTypeId>;
  readonly fieldIds: ReadonlySet<FieldId>;
  readonly componentIds: ReadonlySet<ComponentId>;
  /** JQL rules that Jira refused for this person, with its words, or that cannot decide a team, with the reason. */
  readonly refusedJql: ReadonlyMap<string, string>;
  /** Boards whose filters cannot decide a team, with the reason. */
  readonly refusedBoards: ReadonlyMap<BoardId, string>;
}

const repeated = (list: readonly string[], path: (index: number) => string, what: string): readonly Finding[] =>
  list.flatMap((one, index) =>
    list.indexOf(one) < index ? [{ path: path(index), message: `${what} "${one}" is used twice.` }] : [],
  );

const checkPeriod = (period: Period, index: number): readonly Finding[] => {
  const path = `periods.${index}`;
  const outside = period.iterations.findIndex(
    (one) => one.end < one.start || one.start < period.start || one.end > period.end,
  );
  return [
    ...(period.end < period.start ? [{ path: `${path}.end`, message: `${period.name} ends before it starts.` }] : []),
    ...(outside === -1
      ? []
      : [
          {
            path: `${path}.iterations.${outside}`,
            message: `An iteration of ${period.name} lies outside it, or ends before it starts.`,
          },
        ]),
  ];
};

const checkPeriods = (periods: readonly Period[]): readonly Finding[] => [
  ...repeated(
    periods.map((period) => period.id),
    (index) => `periods.${index}.id`,
    'Period id',
  ),
  ...periods.flatMap(checkPeriod),
  ...periods.flatMap((period, index) => {
    const other = periods.slice(0, index).find((before) => overlaps(before, period));
    if (other === undefined) return [];
    return [{ path: `periods.${index}.start`, message: `${period.name} overlaps ${other.name}: move one of them.` }];
  }),
];

const checkTeams = (draft: ProgramDraft, site: KnownSite): readonly Finding[] =>
  draft.teams.flatMap((team, index) => {
    const path = `teams.${index}`;
    const unknown = (where: string, what: string, id: string): Finding => ({
      path: `${path}.${where}`,
      message: `${team.name}: ${what} ${id} does not exist, or you may not see it.`,
    });
    const projects = team.projectIds.filter((id) => !site.projectIds.has(id));
    const boards = team.boardIds.filter((id) => !site.boardIds.has(id));
    const rules = team.rules.flatMap((rule, at): readonly Finding[] => {
      const where = `rules.${at}`;
      if (rule.kind === 'project' && !site.projectIds.has(rule.projectId)) {
        return [unknown(where, 'project', rule.projectId)];
      }
      if (rule.kind === 'board' && !site.boardIds.has(rule.boardId)) return [unknown(where, 'board', rule.boardId)];
      if (rule.kind === 'component' && !site.componentIds.has(rule.componentId)) {
        return [unknown(where, 'component', rule.componentId)];
      }
      const refusal =
        rule.kind === 'jql'
          ? site.refusedJql.get(rule.jql)
          : rule.kind === 'board'
            ? site.refusedBoards.get(rule.boardId)
            : undefined;
      return refusal === undefined ? [] : [{ path: `${path}.${where}`, message: `${team.name}: ${refusal}` }];
    });
    const unitField = team.unit.kind === 'count' ? undefined : team.unit.fieldId;
    return [
      ...projects.map((id) => unknown('projectIds', 'project', id)),
      ...boards.map((id) => unknown('boardIds', 'board', id)),
      ...rules,
      ...(unitField === undefined || site.fieldIds.has(unitField) ? [] : [unknown('unit', 'field', unitField)]),
    ];
  });

/** Everything that is wrong with a program before it is saved; empty where nothing is. */
export const validateProgram = (draft: ProgramDraft, site: KnownSite): readonly Finding[] => [
  ...(isTimeZone(draft.timeZone) ? [] : [{ path: 'timeZone', message: `"${draft.timeZone}" is no time zone.` }]),
  ...repeated(
    draft.teams.map((team) => team.id),
    (index) => `teams.${index}.id`,
    'Team id',
  ),
  ...repeated(
    draft.teams.map((team) => team.code),
    (index) => `teams.${index}.code`,
    'Code',
  ),
  ...checkTeams(draft, site),
  ...draft.dependencyTypes.flatMap((type, index) =>
    site.linkTypeIds.has(type.linkTypeId)
      ? []
      : [{ path: `dependencyTypes.${index}`, message: `Link type ${type.name} does not exist.` }],
  ),
  ...checkPeriods(draft.periods),
];
