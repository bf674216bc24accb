import type { Unit } from '../team/team.ts';
import type { WorkItem } from '../work-item/work-item.ts';
import type { LookBoard, SiteLook } from './look.ts';

/** Without a board's word, a field counts as the team's estimate from this share of estimated work. */
const MIN_SHARE = 0.2;
const TIME_FIELDS: readonly string[] = ['timeoriginalestimate', 'timeestimate'];

/** A team's unit: its board's estimation setting; without a board that says so, the field that its work is estimated in. */
export const proposeUnit = (items: readonly WorkItem[], board: LookBoard | undefined, look: SiteLook): Unit => {
  const setting = board?.estimation;
  if (setting !== undefined) {
    const kind = TIME_FIELDS.includes(setting.fieldId) ? 'hours' : 'points';
    return { kind, fieldId: setting.fieldId, name: setting.name };
  }
  if (board !== undefined) return { kind: 'count' };
  for (const { id, name, kind } of look.estimates) {
    const estimated = items.filter((item) => item.estimates[id] !== undefined).length;
    if (estimated > 0 && estimated / items.length >= MIN_SHARE) return { kind, fieldId: id, name };
  }
  return { kind: 'count' };
};
