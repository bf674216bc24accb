import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { newStore } from '../../local/seeds/defaults.ts';
import { unpackSource, type PackedSource } from '../../src/core/board/pack-source.ts';
import { OPERATION_NAMES } from '../../src/operations/payloads.ts';
import { chunk } from '../../src/core/list/chunk.ts';
import { MOVES_PER_PIECE, type Move } from '../../src/core/move/move.ts';
import { packIds } from '../../src/core/columns/columns.ts';
import { compareIds } from '../../src/core/work-item/compare-ids.ts';
import type { ProgramSummary } from '../../src/operations/operations.ts';
import { startManySites, valueOf, type AppHost } from './app-host.ts';
import { buildSite, NOW, restrictSite } from './visibility/build-site.ts';
import { cutSite, deleteHidden, whatBothSee, whatIsVisible, type Visible } from './visibility/cut-site.ts';
import { PEOPLE, siteDraw, type SiteDraw } from './visibility/draw-site.ts';
import { draftPrograms } from './visibility/programs.ts';

/** Sites a run; some 270 questions of viewer and operation each. `VISIBILITY_RUNS=500 VISIBILITY_SEED=3 npx jest test/src/visibility.test.ts` looks longer, and elsewhere. */
const RUNS = Number(process.env['VISIBILITY_RUNS'] ?? 18);
const SEED = Number(process.env['VISIBILITY_SEED'] ?? 20_261_122);
/** Answered from the index, as the person and the app see it; the rest as Jira answers the person. */
const INDEXED: ReadonlySet<string> = new Set(['board.load', 'index.refresh', 'item.load']);
/** For administrators of Jira, about the app itself; counts by the app are the one exception (SECURITY.md). */
const ADMIN_ONLY = OPERATION_NAMES.filter((name) => /^(status|app)\./.test(name));
/** Asked by tests of their own: what they answer depends on what was asked before. */
const ELSEWHERE = ['program.save'];
const VIEWERS = [...PEOPLE, 'no-such-account'];

let sites: ReturnType<typeof startManySites>;
beforeAll(() => {
  sites = startManySites(newStore(), NOW);
});
afterAll(() => sites.host.close());

/** A site with its programs, as an administrator who saw everything set them up, and then with what was drawn to hide. */
const setUp = async (draw: SiteDraw): Promise<AppHost> => {
  const store = buildSite(draw);
  const app = sites.add(store);
  const { proposals } = valueOf(await app.ask('adm', 'program.propose', {}));
  const proposed = proposals.slice(0, 1).map(({ draft }) => ({ ...draft, name: 'program proposed' }));
  for (const draft of [...draftPrograms(store), ...proposed]) {
    valueOf(await app.ask('adm', 'program.save', { draft, baseVersion: 0 }));
  }
  restrictSite(store, draw);
  await app.fill();
  return app;
};

interface Question {
  readonly name: string;
  readonly payload: unknown;
}
/** Moves of everything, seen as nothing ever was: whoever may look hears what is there, and nothing is written. */
const movesOf = (ids: readonly string[]): readonly Move[] =>
  ids.map((itemId, at) =>
    at % 2 === 0
      ? { itemId, wish: { dueDay: '2026-12-01' }, seen: { dueDay: '1999-01-01' } }
      : { itemId, wish: { teamId: 'o-1' }, seen: { teamFieldId: 'never', componentIds: ['never'] } },
  );

/** Everything that can be asked of a site, about what is hidden too. */
const questionsOn = (app: AppHost, programs: readonly ProgramSummary[]): readonly Question[] => {
  const { store } = app.jira.site;
  const [first, second] = [...store.projects.values()].map((project) => project.id);
  return [
    { name: 'program.list', payload: {} },
    { name: 'program.propose', payload: {} },
    ...programs.flatMap(({ id: programId, periods }) => [
      { name: 'board.load', payload: { programId } },
      ...periods.map((period) => ({ name: 'board.load', payload: { programId, periodId: period.id } })),
      ...periods.map((period) => ({ name: 'index.refresh', payload: { programId, periodId: period.id } })),
    ]),
    ...[...store.issues.values()].flatMap(({ id: itemId, projectId }, at) => [
      { name: 'item.load', payload: { itemId, projectId } },
      ...(at % 4 > 0
        ? []
        : [{ name: 'item.load', payload: { itemId, projectId: projectId === first ? second : first } }]),
    ]),
    ...Array.from(store.issues.values(), ({ id: itemId }) => ({
      name: 'item.edit' as const,
      payload: { programId: 'one', edit: { itemId, summary: { seen: 'never', wish: 'x' } } },
    })),
    ...chunk(
      Array.from(store.issues.values(), ({ id }) => id),
      MOVES_PER_PIECE,
    ).map((ids) => ({
      name: 'item.move',
      payload: { programId: 'one', moves: movesOf(ids) },
    })),
  ];
};

const hidden = <T extends { readonly id: string }>(list: Iterable<T>, kept: ReadonlySet<string>): readonly T[] =>
  [...list].filter(({ id }) => !kept.has(id));

/** Everything a reply must not hold: ids, keys and texts of what this person may not see. */
const hiddenNames = (app: AppHost, visible: Visible): RegExp | undefined => {
  const { store } = app.jira.site;
  const boards = new Set([
    ...visible.boards,
    ...[...visible.sprints].flatMap((id) => store.sprints.get(id)?.originBoardId ?? []),
  ]);
  const words = [
    ...hidden(store.issues.values(), visible.issues).flatMap((issue) => [issue.id, issue.key]),
    ...hidden(store.projects.values(), visible.projects).flatMap(({ id, key, name }) => [id, key, name]),
    ...hidden(store.sprints.values(), visible.sprints).flatMap(({ id, name }) => [id, name]),
    ...hidden(store.boards.values(), boards).map(({ id }) => id),
    ...hidden(store.boards.values(), visible.boards).map(({ name }) => name),
  ];
  return words.length === 0 ? undefined : new RegExp(`\\b(${words.join('|')})\\b`, 'i');
};

/** Whoever does not administer Jira learns nothing of the app's counts; who does, no name of what is hidden. */
const expectStatusKept = async (app: AppHost, viewer: string, visible: Visible): Promise<void> => {
  const status = await app.askRaw(viewer, 'status.load', {});
  if (viewer !== 'adm') {
    for (const name of ADMIN_ONLY) {
      const payload = name === 'app.prepareUninstall' ? { withPrograms: true } : {};
      const reply = await app.askRaw(viewer, name, payload);
      expect({ viewer, name, reply }).toMatchObject({ reply: { ok: false, error: { code: 'FORBIDDEN' } } });
    }
    return;
  }
  const { store } = app.jira.site;
  const words = [
    ...hidden(store.issues.values(), visible.issues).flatMap(({ id, key }) => [id, key]),
    ...hidden(store.projects.values(), visible.projects).flatMap(({ key, name }) => [key, name]),
    ...hidden(store.sprints.values(), visible.sprints).map(({ name }) => name),
    ...hidden(store.boards.values(), visible.boards).map(({ name }) => name),
  ];
  expect(status).toMatchObject({ ok: true });
  const named = words.filter((word) => new RegExp(`"[^"]*\\b${word}\\b`, 'i').test(JSON.stringify(status)));
  expect({ viewer, named }).toEqual({ viewer, named: [] });
};

interface BoardOrNot {
  readonly ok: boolean;
  readonly value?: { readonly kind?: string; readonly source?: PackedSource };
}
/** A reply with what a board is built from as it is, not in steps from number to number. */
const unpacked = (reply: unknown): unknown => {
  // Either a board's source or something else: asked for by its members.
  const source = (reply as BoardOrNot).value?.source;
  if (source === undefined) return reply;
  const { own, ...rest } = unpackSource(source);
  return { ...rest, own: [...own] };
};

/** A reply as text; what its state says is there to read, but for the signature with the site's own secret. */
const textOf = (reply: unknown): string =>
  JSON.stringify(unpacked(reply), (name, value: unknown) => {
    if (name === 'asOf') return undefined;
    return name === 'state' ? Buffer.from(String(value).split('.')[0] ?? '', 'base64url').toString() : value;
  });

/** Asks; for a refresh, opens the board before, and gives both replies' say. */
const answerOf = async (app: AppHost, viewer: string, { name, payload }: Question): Promise<string> => {
  if (name !== 'index.refresh') return textOf(await app.askRaw(viewer, name, payload));
  // Asked for by its members.
  const { value } = (await app.askRaw(viewer, 'board.load', payload)) as {
    value?: { state: string; source: PackedSource };
  };
  const source = value === undefined ? undefined : unpackSource(value.source);
  const ids = source === undefined ? [] : [...source.items, ...source.thin].map(({ id }) => id).toSorted(compareIds);
  const refresh = { ...(payload as object), state: value?.state ?? '', held: packIds(ids) };
  return textOf(await app.askRaw(viewer, name, refresh));
};

test(
  'every reply, over 3,600 of viewer, operation and site a run, is that of a site in which what the viewer may not see never was, and names nothing of it',
  async () => {
    const operations = new Set([...ADMIN_ONLY, ...ELSEWHERE]);
    const refreshed = new Map<string, number>();
    let [asked, hiddenItems, shownItems] = [0, 0, 0];
    await fc.assert(
      fc.asyncProperty(siteDraw, async (draw) => {
        const whole = await setUp(draw);
        const { programs } = valueOf(await whole.ask('adm', 'program.list', {}));
        const questions = questionsOn(whole, programs);
        for (const { name } of questions) operations.add(name);
        for (const viewer of VIEWERS) {
          const visible = whatIsVisible(whole.jira.site, viewer);
          const both = whatBothSee(whole.jira.site, viewer);
          const [cut, without] = [await setUp(draw), await setUp(draw)];
          cutSite(cut.jira.site, visible);
          deleteHidden(without.jira.site, both);
          await without.fill();
          hiddenItems += whole.jira.site.store.issues.size - visible.issues.size;
          shownItems += visible.issues.size;
          await expectStatusKept(whole, viewer, visible);
          for (const { name, payload } of questions) {
            const [other, seen] = INDEXED.has(name) ? [without, both] : [cut, visible];
            const names = hiddenNames(whole, seen);
            const reply = await answerOf(whole, viewer, { name, payload });
            asked += 1;
            const kind = name === 'index.refresh' ? /"kind":"(\w+)"/.exec(reply)?.[1] : undefined;
            if (kind !== undefined) refreshed.set(kind, (refreshed.get(kind) ?? 0) + 1);
            expect({ viewer, name, payload, reply }).toEqual({
              viewer,
              name,
              payload,
              reply: await answerOf(other, viewer, { name, payload }),
            });
            // A move's outcome names the item that was asked for.
            const said = reply.replaceAll(/"itemId":"\d+"/g, '');
            expect({ viewer, name, payload, reply, named: names?.exec(said)?.[0] }).toMatchObject({
              named: undefined,
            });
            expect(reply).not.toContain('INTERNAL');
          }
        }
      }),
      { numRuns: RUNS, seed: SEED, endOnFailure: true },
    );
    expect([...operations].sort()).toEqual([...OPERATION_NAMES].sort());
    // 3,600 and more of viewer, operation and site in an ordinary run.
    expect(asked).toBeGreaterThan(RUNS * 200);
    for (const kind of ['unchanged', 'changed']) expect(refreshed.get(kind)).toBeGreaterThan(RUNS);
    expect(hiddenItems).toBeGreaterThan(RUNS * 5);
    expect(shownItems).toBeGreaterThan(RUNS * 5);
  },
  60_000 + RUNS * 20_000,
);
