import type { BoardSource } from '../../core/board/source.ts';
import { hashText } from '../../core/text/hash-text.ts';
import type { SiteHead } from '../../storage/site.ts';
import type { BoardState } from './state.ts';

const byKey = <T>(map: ReadonlyMap<string, T>): readonly (readonly [string, T])[] =>
  [...map].sort(([a], [b]) => (a < b ? -1 : 1));

/** What a source holds beside its work, as a number: it changes with what its viewer sees of sprints, lists and the program. */
export const frameOf = ({ program, sprints, priorities, items }: BoardSource): number => {
  const types = new Map(items.map(({ type }) => [type.id, type] as const));
  const statuses = new Map(items.map(({ status }) => [status.id, status] as const));
  const versions = new Map(items.flatMap(({ fixVersions }) => fixVersions.map((one) => [one.id, one] as const)));
  return hashText(JSON.stringify([program, sprints, priorities, byKey(types), byKey(statuses), byKey(versions)]));
};

/** Of the texts that hold the site's facts: other keys, other facts. */
export const siteKeysOf = (site: SiteHead | undefined): string =>
  site === undefined ? '' : [site.base, site.recent, ...site.old].join(' ');

/** The state of a board that was just read. */
export const stateOf = (
  source: BoardSource,
  { isWhole, isUnsettled }: Pick<BoardState, 'isWhole' | 'isUnsettled'>,
): BoardState => ({
  since: source.now,
  checkedAt: source.now,
  version: source.program.version,
  projectIds: [...new Set(source.program.teams.flatMap((team) => team.projectIds))].sort(),
  frame: frameOf(source),
  isWhole,
  isUnsettled,
});
