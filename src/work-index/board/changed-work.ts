import { withKnownEnds, type SourceChanges } from '../../core/board/source.ts';
import type { EpochMs, WorkItemId } from '../../core/ids.ts';
import type { Program } from '../../core/program/program.ts';
import { projectsOf } from '../../core/program/summary.ts';
import { findOwnTeams, type OwnTeams } from '../../core/team/assign-teams.ts';
import { queriesOf } from '../../core/team/query-matches.ts';
import { compareIds } from '../../core/work-item/compare-ids.ts';
import type { Entry } from '../entry/entry.ts';
import type { SiteFacts } from '../site/site-facts.ts';
import type { IndexChanges } from '../store/changes-since.ts';
import { readEntries } from '../store/read-entries.ts';
import { cut } from '../visible/visible.ts';
import { browsedOf, candidatesOf } from './cut-work.ts';
import type { Heads } from './heads.ts';
import { createSiteNaming } from './lay-names.ts';
import type { BoardState } from './state.ts';

/** What a viewer holds, and what it is compared with. */
export interface Held {
  readonly ids: ReadonlySet<WorkItemId>;
  readonly state: BoardState;
  readonly heads: Heads;
  readonly program: Program;
  /** Whether all that the viewer may see is to be asked for again, not only what changed. */
  readonly isDue: boolean;
}
/** What of the changed work is to be told; `reload`: more than can be told. */
export type Told =
  { readonly kind: 'reload' } | ({ readonly kind: 'told' } & Pick<SourceChanges, 'items' | 'own' | 'goneIds'>);

const RELOAD: Told = { kind: 'reload' };

/** An item that was there before, by this much, and that the viewer has not got came into sight: with what belongs to it. */
const NEW_MS = 60_000;

/** Changes that may concern what is held: in the program's projects, of held items, or tied to one. */
export const relevantOf = (
  changes: IndexChanges,
  projectIds: ReadonlySet<string>,
  held: ReadonlySet<WorkItemId>,
): IndexChanges => ({
  entries: changes.entries.filter(
    ({ item }) =>
      projectIds.has(item.projectId) ||
      held.has(item.id) ||
      (item.parentId !== undefined && held.has(item.parentId)) ||
      item.links.some(({ otherId }) => held.has(otherId)),
  ),
  goneIds: changes.goneIds.filter((id) => held.has(id)),
});

/** Parents and other ends of dependencies of these items that are not among the known. */
const strangersOf = (
  entries: readonly Entry[],
  { dependencyTypes }: Program,
  isKnown: (id: WorkItemId) => boolean,
): readonly WorkItemId[] => {
  const types = new Set<string>(dependencyTypes.map(({ linkTypeId }) => linkTypeId));
  const ends = entries.flatMap(({ item }) => [
    ...(item.parentId === undefined ? [] : [item.parentId]),
    ...item.links.flatMap(({ typeId, otherId }) => (types.has(typeId) ? otherId : [])),
  ]);
  return [...new Set(ends)].filter((id) => !isKnown(id));
};

const asWork = (entries: Iterable<Entry>) => ({
  detail: new Map([...entries].map((entry) => [entry.item.id, entry])),
  thin: new Map(),
});

const teamsOf = (entries: readonly Entry[], program: Program): OwnTeams =>
  findOwnTeams(
    entries.map(({ item }) => item),
    program.teams,
    queriesOf(entries.map(({ item, ...entry }) => ({ id: item.id, ...entry }))),
  );

/** Whether a changed item belongs to a team that the viewer did not know of. */
const namesNewTeam = (own: OwnTeams, { program, state }: Held): boolean => {
  const seen = new Set(state.projectIds);
  const known = new Set(
    program.teams.filter((team) => team.projectIds.some((id) => seen.has(id))).map((team) => team.id),
  );
  return [...own.values()].some(({ first, byField = first }) => !known.has(first) || !known.has(byField));
};

const cameBefore = ({ item }: Entry, since: EpochMs): boolean => item.created < since - NEW_MS;

/** What of the relevant changes this viewer sees. What follows from hidden work may neither be told nor decide how. */
export const tellWork = async (relevant: IndexChanges, held: Held, site: Promise<SiteFacts>): Promise<Told> => {
  const { ids, state, heads, program, isDue } = held;
  const scope = projectsOf(program);
  const changed = new Set(relevant.entries.map(({ item }) => item.id));
  const isKnown = (id: WorkItemId): boolean => ids.has(id) || changed.has(id);
  const wanted = state.isWhole ? strangersOf(relevant.entries, program, isKnown) : [];
  const work = asWork([...relevant.entries, ...(await readEntries(heads.view, wanted)).values()]);
  const checked = isDue ? heads.door.checkedCandidates(scope) : [];
  const seen = await heads.door({ candidates: [...candidatesOf(work), ...checked], projectIds: scope });
  const visible = new Set(cut(candidatesOf(work), seen).map(({ id }) => id));
  const shown = relevant.entries.filter(({ item }) => visible.has(item.id));
  const asked = [...changed, ...checked.map(({ id }) => id)];
  const lost = asked.filter((id) => ids.has(id) && !seen.items.has(id));
  const gone = new Set([...relevant.goneIds, ...lost]);
  const isNothing = shown.length === 0 && gone.size === 0;
  if (isNothing && !isDue) return { kind: 'told', items: [], own: new Map(), goneIds: [] };
  if (program.version !== state.version) return RELOAD;
  if ([...browsedOf(program, seen)].join(' ') !== state.projectIds.join(' ')) return RELOAD;
  if (state.isWhole && strangersOf(shown, program, isKnown).some((id) => visible.has(id))) return RELOAD;
  if (state.isWhole && shown.some((entry) => !ids.has(entry.item.id) && cameBefore(entry, state.since))) return RELOAD;
  // Of checked projects: what came into sight by itself.
  if (state.isWhole && checked.some(({ id }) => seen.items.has(id) && !isKnown(id))) return RELOAD;
  const own = teamsOf(shown, program);
  if (namesNewTeam(own, held)) return RELOAD;
  const known = new Set([...ids, ...visible].filter((id) => !gone.has(id)));
  const named = shown.map(({ item }) => item).map(createSiteNaming(await site));
  const items = withKnownEnds(named, known, program.dependencyTypes);
  const goneIds = [...gone].sort(compareIds);
  return { kind: 'told', items: [...items].sort((a, b) => compareIds(a.id, b.id)), own, goneIds };
};
