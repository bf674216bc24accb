import type { PeriodId } from '../ids.ts';
import { placeInPeriod } from '../placement/place-in-period.ts';
import { buildPlan } from './plan.ts';
import { hasDate } from './select.ts';
import type { BoardSource } from './source.ts';

/** The periods of a source's program in which visible work of its teams is placed. */
export const findPeriodsWithWork = (source: BoardSource): ReadonlySet<PeriodId> => {
  const { periods } = source.program;
  const [first] = periods;
  if (first === undefined) return new Set();
  const plan = buildPlan({ ...source, period: first });
  const found = new Set<PeriodId>();
  for (const [id, spot] of plan.spots) {
    const item = plan.tree.items.get(id);
    const team = plan.teams.get(plan.teamOf.get(id) ?? '');
    if (item === undefined || team === undefined || spot.kind === 'none') continue;
    for (const period of periods) {
      if (!found.has(period.id) && hasDate(placeInPeriod(item, spot, { team, period, today: plan.today }))) {
        found.add(period.id);
      }
    }
    if (found.size === periods.length) break;
  }
  return found;
};
