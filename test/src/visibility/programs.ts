import type { Store } from '../../../local/jira/store.ts';
import type { ProgramDraft } from '../../../src/core/program/program.ts';
import type { Team, TeamRule } from '../../../src/core/team/team.ts';

const period = (id: string, start: string, end: string) => ({ id, name: `period ${id}`, start, end, iterations: [] });
const PERIODS = [period('now', '2026-10-01', '2026-12-20'), period('then', '2026-08-01', '2026-09-30')];
const DEPENDENCIES: ProgramDraft['dependencyTypes'] = [
  { linkTypeId: '10000', name: 'Blocks', provider: 'outward' },
  { linkTypeId: '10004', name: 'Dependency', provider: 'inward' },
];

const jql = (text: string): TeamRule => ({ kind: 'jql', jql: text });
const draft = (id: string, members: readonly Team[]): ProgramDraft => ({
  id,
  name: `program ${id}`,
  timeZone: 'Europe/Berlin',
  levels: [],
  teams: members,
  dependencyTypes: DEPENDENCIES,
  periods: PERIODS,
});

/** Several programs over one site, with team rules of every kind, some about work that not everybody sees. */
export const draftPrograms = (store: Store): readonly ProgramDraft[] => {
  const projects = [...store.projects.values()].map((project) => project.id);
  const [a = '', b = '', c = ''] = projects;
  const d = projects[3] ?? c;
  const boards = [...store.boards.values()];
  const boardsOf = (id: string): readonly string[] =>
    boards
      .filter((board) => store.filters.get(board.filterId)?.jql.includes(store.projects.get(id)?.key ?? '-'))
      .map(({ id: of }) => of);
  const team = (
    id: string,
    projectIds: readonly string[],
    rules: readonly TeamRule[],
    more: Partial<Team> = {},
  ): Team => ({
    id,
    name: `crew ${id}`,
    code: id.toUpperCase().replace('-', ''),
    mode: 'scrum',
    unit: { kind: 'points', fieldId: 'customfield_10016', name: 'Story Points' },
    rules,
    boardIds: projectIds.flatMap(boardsOf).slice(0, 20),
    projectIds,
    ...more,
  });
  const teams = [...store.teams.values()];
  return [
    draft('one', [
      team('o-1', [a, c], [{ kind: 'teamField', value: teams[0]?.id ?? '' }]),
      team('o-2', [a], [{ kind: 'project', projectId: a }]),
      team('o-3', [b], [{ kind: 'project', projectId: b }], { mode: 'kanban', unit: { kind: 'count' } }),
    ]),
    draft('two', [
      team('t-1', [b, d], [jql('labels = red')]),
      team('t-2', [c], [{ kind: 'board', boardId: boardsOf(c)[0] ?? '' }]),
      team(
        't-3',
        [d],
        [jql(`project = ${store.projects.get(a)?.key ?? ''} OR labels = red`), { kind: 'project', projectId: d }],
      ),
    ]),
  ];
};
