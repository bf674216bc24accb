import { afterAll, expect, test } from '@jest/globals';
import { addIssue } from '../../../local/seeds/defaults.ts';
import type { Edit } from '../../../src/core/edit/edit.ts';
import { valueOf } from '../app-host.ts';
import { addStories, startMoveSites, type MoveApp } from './move-site.ts';

const sites = startMoveSites();
afterAll(() => sites.host.close());
const edit = async (app: MoveApp, who: string, one: Edit) => {
  sites.clock.advance(1_000);
  return valueOf(await app.ask(who, 'item.edit', { programId: 'prog', edit: one }));
};

test('a summary and an estimate end in Jira’s changelog and on the board, and go back', async () => {
  const app = await sites.add((store) => addStories(store, 2, 'PAY 1'));
  const itemId = app.idOf('PAY-2');
  const outcome = await edit(app, 'bo', {
    itemId,
    summary: { seen: 'PAY-2', wish: 'Pay by card' },
    estimate: { teamId: 'pay', seen: 1, wish: 5 },
  });
  expect(outcome).toEqual({
    kind: 'saved',
    undo: { itemId, summary: { seen: 'Pay by card', wish: 'PAY-2' }, estimate: { teamId: 'pay', seen: 5, wish: 1 } },
  });
  expect(
    app
      .historyOf('PAY-2')
      .map((line) => line.split(':')[0])
      .toSorted(),
  ).toEqual(['Story Points', 'summary']);
  const shown = (await app.sourceFor('cy')).items.find(({ id }) => id === itemId);
  expect(shown).toMatchObject({ summary: 'Pay by card', estimates: { [app.store.settings.fields.storyPoints]: 5 } });
  if (outcome.kind === 'saved') await edit(app, 'cy', outcome.undo);
  expect(app.store.issues.get(itemId)?.summary).toBe('PAY-2');
});
test('what somebody else wrote meanwhile is not overwritten', async () => {
  const app = await sites.add((store) => addStories(store, 2));
  const [itemId, summary] = [app.idOf('PAY-1'), { seen: 'PAY-1', wish: 'One' }];
  expect(await edit(app, 'bo', { itemId, summary })).toMatchObject({ kind: 'saved' });
  expect(await edit(app, 'cy', { itemId, summary: { ...summary, wish: 'Two' } })).toEqual({
    kind: 'changed',
    sentence: 'PAY-1 was changed meanwhile: it is called "One" now. Nothing was overwritten.',
    now: { summary: 'One' },
  });
  expect(await edit(app, 'bo', { itemId, summary })).toMatchObject({ kind: 'saved' });
  expect(app.historyOf('PAY-1')).toHaveLength(1);
});
test('Jira’s no is told in its words, and a team that is none of the item’s is refused', async () => {
  const app = await sites.add((store) => void addIssue(store, { projectKey: 'SHOP' }));
  const itemId = app.idOf('SHOP-1');
  expect(await edit(app, 'bo', { itemId, summary: { seen: 'SHOP-1', wish: 'x' } })).toMatchObject({
    kind: 'refused',
    sentence: expect.stringContaining("'summary' cannot be set"),
  });
  expect(await edit(app, 'ada', { itemId, estimate: { teamId: 'none', seen: null, wish: 3 } })).toMatchObject({
    kind: 'refused',
  });
});
