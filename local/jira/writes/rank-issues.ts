import type { Caller } from '../caller.ts';
import type { ChangeItem, Issue } from '../entities.ts';
import { badRequest, forbidden, JiraProblem } from '../errors.ts';
import { type RankTarget, ranksAt } from '../rank-order.ts';
import type { Site } from '../site.ts';
import type { Store } from '../store.ts';
import { customItem } from './change-item.ts';
import { saveIssue } from './save-issue.ts';
import { beginWrite, findOpenIssue, mayDo, type Write } from './write.ts';

const MAX_ISSUES = 50;

/** Where ranked issues go: directly before or after another issue (id or key). */
export interface RankPlace {
  readonly rankBeforeIssue?: string;
  readonly rankAfterIssue?: string;
}
/** What became of one issue of a partly refused rank call. */
export interface RankEntry {
  readonly issueId?: number;
  readonly issueKey?: string;
  readonly status: number;
  readonly errors?: readonly string[];
}
export type RankOutcome = { readonly status: 204 } | { readonly status: 207; readonly entries: readonly RankEntry[] };

/** The item of a changed rank: the ranks themselves are not shown. */
export const rankItem = (store: Store, from: string, to: string): ChangeItem => {
  const { rank } = store.settings.fields;
  const name = store.fields.get(rank)?.name ?? 'Rank';
  return customItem(name, rank, [
    ['', ''],
    ['', to < from ? 'Ranked higher' : 'Ranked lower'],
  ]);
};

/** The target of a place; 400 unless exactly one is given and it is none of the issues that move. */
export const readRankTarget = (write: Write, place: RankPlace, moving: readonly string[]): RankTarget => {
  const { rankBeforeIssue, rankAfterIssue } = place;
  const named = rankBeforeIssue ?? rankAfterIssue;
  if (named === undefined || (rankBeforeIssue !== undefined && rankAfterIssue !== undefined)) {
    throw badRequest('Exactly one of rankBeforeIssue and rankAfterIssue must be given.');
  }
  const { id } = findOpenIssue(write, named);
  if (moving.includes(id)) throw badRequest('An issue cannot be ranked before or after itself.');
  return rankBeforeIssue === undefined ? { after: id } : { before: id };
};

type Checked =
  { readonly named: string; readonly issue: Issue } | { readonly named: string; readonly problem: JiraProblem };

const check = (write: Write, named: string): Checked => {
  try {
    const issue = findOpenIssue(write, named);
    if (mayDo(write, 'SCHEDULE_ISSUES', issue)) return { named, issue };
    return { named, problem: forbidden(`You do not have permission to rank issue ${issue.key}.`) };
  } catch (error) {
    if (error instanceof JiraProblem) return { named, problem: error };
    throw error;
  }
};

const toEntry = (checked: Checked): RankEntry => {
  if ('issue' in checked) return { issueId: Number(checked.issue.id), issueKey: checked.issue.key, status: 200 };
  const { named, problem } = checked;
  const name = /^\d+$/.test(named) ? { issueId: Number(named) } : { issueKey: named };
  return { ...name, status: problem.status, errors: problem.errorMessages };
};

/**
 * PUT issue/rank: at most 50 issues go, in the order given, directly before or after another. 204; 207 with an entry for
 * each issue where some could not be ranked; 403 where the caller may rank none of them (needs Schedule issues).
 */
export const rankIssues = (
  site: Site,
  caller: Caller,
  { issues, ...place }: RankPlace & { readonly issues: readonly string[] },
): RankOutcome => {
  if (issues.length === 0) throw badRequest('At least one issue must be given.');
  if (issues.length > MAX_ISSUES) throw badRequest('At most 50 issues may be ranked at once.');
  const write = beginWrite(site, caller);
  const checked = [...new Set(issues)].map((named) => check(write, named));
  const ids = [...new Set(checked.flatMap((one) => ('issue' in one ? [one.issue.id] : [])))];
  const target = readRankTarget(write, place, ids);
  if (ids.length === 0) {
    if (checked.every((one) => 'problem' in one && one.problem.status === 403)) {
      throw forbidden('You do not have permission to rank these issues.');
    }
    return { status: 207, entries: checked.map(toEntry) };
  }
  const ranks = ranksAt(site.store, target, ids);
  ids.forEach((id, i) => {
    // Read again: making room for the ranks may have rebalanced the site.
    const before = site.store.issues.get(id);
    const rank = ranks[i];
    if (before === undefined || rank === undefined || rank === before.rank) return;
    saveIssue(write, { before, after: { ...before, rank }, extra: [rankItem(site.store, before.rank, rank)] });
  });
  return checked.every((one) => 'issue' in one) ? { status: 204 } : { status: 207, entries: checked.map(toEntry) };
};
