import type { Store } from '../../../local/jira/store.ts';
import {
  addBoard,
  addComponent,
  addIssue,
  addPermissionScheme,
  addProject,
  addSprint,
  addTeam,
  addUser,
  newStore,
} from '../../../local/seeds/defaults.ts';
import { unpackSource } from '../../../src/core/board/pack-source.ts';
import { buildPlan, type Plan } from '../../../src/core/board/plan.ts';
import type { BoardSource } from '../../../src/core/board/source.ts';
import type { DropTarget, Move } from '../../../src/core/move/move.ts';
import { planMove } from '../../../src/core/move/plan-move.ts';
import type { MoveOutcome } from '../../../src/core/move/outcome.ts';
import type { ProgramDraft } from '../../../src/core/program/program.ts';
import type { Team } from '../../../src/core/team/team.ts';
import { startManySites, valueOf, type AppHost } from '../app-host.ts';

export const NOW = Date.parse('2026-11-20T12:00:00Z');
const DAY_MS = 86_400_000;

/** PAY and SHOP are scrum, OPS is kanban; only Ada works in SHOP, Bo reads there; Zoe sees nothing of it. */
export const moveStore = (): Store => {
  const store = newStore();
  addUser(store, { name: 'Ada Admin', id: 'ada', admin: true });
  addUser(store, { name: 'Bo Browser', id: 'bo' });
  addUser(store, { name: 'Cy Other', id: 'cy' });
  addUser(store, { name: 'Zoe Outside', id: 'zoe' });
  const [ada, bo, cy] = ['ada', 'bo', 'cy'].map((accountId) => ({
    type: 'user' as const,
    parameter: accountId,
  }));
  const everyone = [ada, bo, cy, { type: 'projectRole' as const, parameter: '10003' }].flatMap((one) => one ?? []);
  const open = addPermissionScheme(store, { name: 'Team', read: everyone, work: everyone, administer: everyone });
  const admin = ada === undefined ? [] : [ada];
  const locked = addPermissionScheme(store, { name: 'Locked', read: everyone, work: admin, administer: admin });
  for (const key of ['PAY', 'SHOP', 'OPS']) {
    const permissionSchemeId = key === 'SHOP' ? locked.id : open.id;
    addProject(store, { key, name: `${key} team`, leadId: 'ada', permissionSchemeId });
    const board = addBoard(store, { project: key, ...(key === 'OPS' ? { type: 'kanban' as const } : {}) });
    if (key === 'OPS') continue;
    for (const [at, state] of (['closed', 'active', 'future', 'future'] as const).entries()) {
      const startDate = NOW + (at * 14 - 20) * DAY_MS;
      addSprint(store, { boardId: board.id, name: `${key} ${at}`, state, startDate, endDate: startDate + 13 * DAY_MS });
    }
  }
  addTeam(store, 'Cirrus');
  addComponent(store, 'PAY', { name: 'Shop part' });
  return store;
};

export const sprintNamed = (store: Store, name: string): string =>
  [...store.sprints.values()].find((sprint) => sprint.name === name)?.id ?? '';

/** Teams: Shop by a component of PAY before all; Cirrus by its Team field or OPS; Pay and Shop by project. */
const draftOf = (store: Store): ProgramDraft => {
  const projects = new Map([...store.projects.values()].map((project) => [project.key, project.id]));
  const boards = [...store.boards.values()].map(({ id }) => id);
  const team = (at: number, id: string, more: Partial<Team>): Team => ({
    id,
    name: `Team ${id}`,
    code: id.toUpperCase(),
    mode: 'scrum',
    unit: { kind: 'points', fieldId: store.settings.fields.storyPoints, name: 'Story Points' },
    rules: [],
    boardIds: [boards[at] ?? ''],
    projectIds: [...projects.values()],
    ...more,
  });
  const [component] = [...store.components.values()];
  const [cirrus] = [...store.teams.values()];
  return {
    id: 'prog',
    name: 'Program',
    timeZone: 'UTC',
    levels: [],
    dependencyTypes: [{ linkTypeId: '10000', name: 'Blocks', provider: 'outward' }],
    periods: [{ id: 'now', name: 'Now', start: '2026-10-26', end: '2026-12-31', iterations: [] }],
    teams: [
      team(1, 'shop', {
        rules: [
          { kind: 'component', componentId: component?.id ?? '' },
          { kind: 'project', projectId: projects.get('SHOP') ?? '' },
        ],
      }),
      team(2, 'ops', {
        mode: 'kanban',
        rules: [
          { kind: 'teamField', value: cirrus?.id ?? '' },
          { kind: 'project', projectId: projects.get('OPS') ?? '' },
        ],
      }),
      team(0, 'pay', { rules: [{ kind: 'project', projectId: projects.get('PAY') ?? '' }] }),
      team(0, 'all', {
        rules: [{ kind: 'teamField', value: 'not-a-team' }],
      }),
    ],
  };
};

export interface MoveApp extends AppHost {
  readonly store: Store;
  readonly sourceFor: (accountId: string) => Promise<BoardSource>;
  readonly planFor: (accountId: string) => Promise<Plan>;
  /** Moves as someone who sees the board as it is. */
  readonly drop: (accountId: string, target: DropTarget, keys: readonly string[]) => Promise<readonly MoveOutcome[]>;
  readonly move: (accountId: string, moves: readonly Move[]) => Promise<readonly MoveOutcome[]>;
  readonly planned: (accountId: string, target: DropTarget, keys: readonly string[]) => Promise<readonly Move[]>;
  readonly idOf: (key: string) => string;
  /** Changelog items of an issue, as `field: from -> to`, oldest first. */
  readonly historyOf: (key: string) => readonly string[];
}

export const startMoveSites = () => {
  const sites = startManySites(newStore(), NOW);
  const add = async (fill: (store: Store) => void): Promise<MoveApp> => {
    const store = moveStore();
    fill(store);
    const app = sites.add(store);
    valueOf(await app.ask('ada', 'program.save', { draft: draftOf(store), baseVersion: 0 }));
    await app.fill();
    const idOf = (key: string): string => store.issuesByKey.first(key)?.id ?? '';
    const sourceFor = async (accountId: string): Promise<BoardSource> => {
      const reply = valueOf(await app.ask(accountId, 'board.load', { programId: 'prog' }));
      if (reply.kind !== 'source') throw new Error('a small board comes as its source');
      return unpackSource(reply.source);
    };
    const planFor = async (accountId: string): Promise<Plan> => {
      const source = await sourceFor(accountId);
      const period = source.program.periods[0];
      if (period === undefined) throw new Error('no period');
      return buildPlan({ ...source, period });
    };
    const planned: MoveApp['planned'] = async (accountId, target, keys) => {
      const { moves, refused } = planMove(target, keys.map(idOf), await planFor(accountId));
      if (refused.length > 0) throw new Error(refused.map(({ sentence }) => sentence).join(' '));
      return moves;
    };
    const move: MoveApp['move'] = async (accountId, moves) => {
      // Two readings at one instant would count as one.
      sites.clock.advance(1_000);
      return valueOf(await app.ask(accountId, 'item.move', { programId: 'prog', moves })).outcomes;
    };
    return {
      ...app,
      store,
      idOf,
      sourceFor,
      planFor,
      planned,
      move,
      drop: async (accountId, target, keys) => move(accountId, await planned(accountId, target, keys)),
      historyOf: (key) =>
        store.historiesByIssue
          .of(idOf(key))
          .flatMap(({ items }) => items.map((one) => `${one.field}: ${one.from ?? ''} -> ${one.to ?? ''}`)),
    };
  };
  return { host: sites.host, clock: sites.clock, add };
};
/** Stories of PAY. */
export const addStories = (store: Store, count: number, sprint?: string): void => {
  for (let n = 0; n < count; n += 1) {
    addIssue(store, {
      projectKey: 'PAY',
      points: n,
      sprintIds: sprint === undefined ? [] : [sprintNamed(store, sprint)],
    });
  }
};

/** A project that only Ada sees, with one story. */
export const addHidden = (store: Store): void => {
  const holders = [{ type: 'user' as const, parameter: 'ada' }];
  const scheme = addPermissionScheme(store, { name: 'Hidden', read: holders, work: holders, administer: holders });
  addProject(store, { key: 'HID', leadId: 'ada', permissionSchemeId: scheme.id });
  addIssue(store, { projectKey: 'HID' });
};
