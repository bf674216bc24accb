import { expect, test } from '@jest/globals';
import { canSeeBoard } from '../../../../local/jira/boards/visible-boards.ts';
import type { Filter } from '../../../../local/jira/entities.ts';
import { canBrowseProject } from '../../../../local/jira/permissions.ts';
import { addBoard, addUser } from '../../../../local/seeds/defaults.ts';
import { listFilters } from '../../../../src/jira/filters.ts';
import { readBoardFacts } from '../../../../src/work-index/site/read-boards.ts';
import { seesBoard } from '../../../../src/work-index/site/sees-board.ts';
import { lookAt } from '../reading/site.ts';
import { NOW, smallStore } from '../../small-site.ts';

const board = { id: '1', name: 'Board', type: 'scrum' };

test.each([
  ['shared with everyone', { share: 'everyone' }, [], true],
  ['shared with everyone, in a project of theirs', { share: 'everyone', projectId: '10' }, ['10'], true],
  ['shared with everyone, in a project of others', { share: 'everyone', projectId: '10' }, ['11'], false],
  ['shared with a project of theirs', { share: { projectIds: ['10', '11'] } }, ['11'], true],
  [
    'shared with a project of theirs, in one of others',
    { share: { projectIds: ['11'] }, projectId: '10' },
    ['11'],
    false,
  ],
  ['shared with a project of others', { share: { projectIds: ['10'] } }, ['11'], false],
  ['shared with who knows whom', { share: 'unknown' }, ['10', '11'], false],
] as const)('whether a board is seen: %s', (_name, fact, browsable, expected) => {
  expect(seesBoard({ ...board, ...fact }, new Set(browsable))).toBe(expected);
});

/** Every way of sharing and placing a board that the local site has. */
const SHARES: readonly Partial<Filter>[] = [
  { sharedWith: 'loggedin' },
  { sharedWith: 'global' },
  { sharedWithProjectIds: ['PAY'] },
  { sharedWithProjectIds: ['PAY', 'SHOP'] },
  {},
];

test('nobody is said to see a board that Jira hides from them, and a board for everyone is seen by all whom Jira shows it', async () => {
  const store = smallStore();
  addUser(store, { name: 'Cy', id: 'cy' });
  const [pay, shop] = ['PAY', 'SHOP'].map((key) => store.projectsByKey.first(key));
  const scheme = store.permissionSchemes.get(shop?.permissionSchemeId);
  if (pay === undefined || shop === undefined || scheme === undefined) throw new Error('no project');
  // The app sees both projects, Bo and Cy one each.
  const grants = (id: string, who: string) => ({
    ...scheme,
    id,
    grants: [who, 'ada'].map((parameter, at) => ({
      id: `${id}-${at}`,
      permission: 'BROWSE_PROJECTS',
      holder: { type: 'user', parameter } as const,
    })),
  });
  for (const inProject of [true, false]) {
    for (const [at, share] of SHARES.entries()) {
      const made = addBoard(store, { project: 'SHOP', name: `Board ${at} ${inProject}`, inProject });
      const { sharedWith: _, ...filter } = store.filters.get(made.filterId) ?? {
        id: '',
        name: '',
        jql: '',
        ownerId: '',
      };
      const ids = share.sharedWithProjectIds?.map((key) => store.projectsByKey.first(key)?.id ?? '');
      store.filters.put({ ...filter, ...share, ...(ids === undefined ? {} : { sharedWithProjectIds: ids }) });
    }
  }
  const look = await lookAt(store, NOW);
  const listed = [...store.boards.values()].map(({ id, name, type, projectId }) => ({
    id,
    name,
    type,
    ...(projectId === undefined ? {} : { projectId }),
  }));
  const facts = await readBoardFacts(look.client, listed);
  store.permissionSchemes.put(grants('s-pay', 'bo'));
  store.permissionSchemes.put(grants('s-shop', 'cy'));
  store.projects.put({ ...pay, permissionSchemeId: 's-pay' });
  store.projects.put({ ...shop, permissionSchemeId: 's-shop' });
  let seen = 0;
  for (const viewer of ['ada', 'bo', 'cy']) {
    const browsable = new Set(
      [...store.projects.values()].filter((one) => canBrowseProject(store, viewer, one)).map(({ id }) => id),
    );
    for (const fact of facts) {
      const whole = store.boards.get(fact.id);
      if (whole === undefined) throw new Error('no board');
      const truth = canSeeBoard(store, viewer, whole);
      const said = seesBoard(fact, browsable);
      if (said) seen += 1;
      expect({ viewer, board: fact.name, said: said && !truth }).toEqual({ viewer, board: fact.name, said: false });
      if (fact.share === 'everyone') expect(said).toBe(truth);
    }
  }
  expect(seen).toBeGreaterThan(10);
});

test('shares that the app may not look into, or with a role, say nothing', async () => {
  const look = await lookAt(smallStore(), NOW);
  const shares = [
    [{ type: 'project-unknown' }],
    [{ type: 'project', project: { id: 10 }, role: { id: 1 } }],
    [
      { type: 'group', group: { name: 'all' } },
      { type: 'project', project: { id: 11 } },
    ],
    [{ type: 'user' }, { type: 'global' }],
  ];
  const values = shares.map((sharePermissions, at) => ({ id: String(at), name: 'F', jql: '', sharePermissions }));
  look.jira.faults.add({ path: '/rest/api/3/filter/search', status: 200, body: { values }, times: 1 });
  expect((await listFilters(look.client, ['0', '1', '2', '3'])).map(({ share }) => share)).toEqual([
    'unknown',
    'unknown',
    { projectIds: ['11'] },
    'everyone',
  ]);
});
