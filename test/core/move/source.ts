import { buildPlan, type Plan } from '../../../src/core/board/plan.ts';
import type { BoardSource } from '../../../src/core/board/source.ts';
import { cutProgram } from '../../../src/core/program/cut-program.ts';
import { findOwnTeams } from '../../../src/core/team/assign-teams.ts';
import type { WorkItem } from '../../../src/core/work-item/work-item.ts';
import { at, buildPeriod, buildProgram, buildSprint, buildTeam } from '../build.ts';

export const TODAY = '2026-11-03';
export const PERIOD = buildPeriod('2026-10-05', '2026-12-11');
const DAYS: readonly (readonly [string, string, 'closed' | 'active' | 'future'])[] = [
  ['2026-10-05', '2026-10-18', 'closed'],
  ['2026-10-19', '2026-11-01', 'closed'],
  ['2026-11-02', '2026-11-15', 'active'],
  ['2026-11-16', '2026-11-29', 'future'],
  ['2026-11-30', '2026-12-13', 'future'],
];
/** Atlas: board 1, sprints A1 to A5; Borealis: board 2, B1 to B3 of three weeks; Comet: without a board; Cirrus: kanban. */
export const SPRINTS = [
  ...DAYS.map(([start, end, state], n) => buildSprint(`A${n + 1}`, start, end, { name: `Sprint ${n + 1}`, state })),
  buildSprint('B1', '2026-10-05', '2026-10-25', { boardId: '2', name: 'Borealis 1' }),
  buildSprint('B2', '2026-10-26', '2026-11-15', { boardId: '2', name: 'Borealis 2', state: 'active' }),
  buildSprint('B3', '2026-11-16', '2026-12-06', { boardId: '2', name: 'Borealis 3', state: 'future' }),
];
export const PROGRAM = buildProgram({
  periods: [PERIOD],
  teams: [
    buildTeam('atlas', {
      name: 'Atlas',
      rules: [
        { kind: 'teamField', value: 'uuid-a' },
        { kind: 'project', projectId: '10' },
      ],
      projectIds: ['10', '20'],
    }),
    buildTeam('borealis', {
      name: 'Borealis',
      rules: [{ kind: 'component', componentId: 'c-b' }],
      boardIds: ['2'],
      projectIds: ['10', '20'],
    }),
    buildTeam('comet', {
      name: 'Comet',
      rules: [{ kind: 'project', projectId: '30' }],
      boardIds: [],
      projectIds: ['30'],
    }),
    buildTeam('cirrus', {
      name: 'Cirrus',
      mode: 'kanban',
      unit: { kind: 'count' },
      rules: [
        { kind: 'teamField', value: 'uuid-k' },
        { kind: 'project', projectId: '40' },
      ],
      boardIds: ['4'],
      projectIds: ['40', '10'],
    }),
  ],
});

/** The items as one viewer's source who sees all of them; Borealis has what its component says, before Atlas' project. */
export const sourceOf = (items: readonly WorkItem[], more: Partial<BoardSource> = {}): BoardSource => {
  const [atlas, borealis, ...others] = PROGRAM.teams;
  const teams = atlas === undefined || borealis === undefined ? [] : [borealis, atlas, ...others];
  const own = findOwnTeams(items, teams);
  return {
    asOf: `${TODAY}T12:00:00.000Z`,
    now: at(TODAY),
    program: cutProgram(PROGRAM, { projectIds: new Set(['10', '20', '30', '40']), own, sprints: SPRINTS }),
    periodId: PERIOD.id,
    choice: { kind: 'asked', sentence: 'as chosen' },
    items,
    thin: [],
    own,
    sprints: SPRINTS,
    priorities: [],
    coverage: { read: items.length, of: items.length },
    ...more,
  };
};
export const planOf = (source: BoardSource): Plan => buildPlan({ ...source, period: PERIOD });
