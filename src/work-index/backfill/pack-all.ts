import { withoutLoose } from '../../core/backfill/state.ts';
import { updateBackfill } from '../../storage/backfill.ts';
import { foldLog } from '../store/fold.ts';
import { settleParts } from '../store/settle.ts';

/** Packs what readings have stored, as far as there is time; the next step goes on. */
export const packAll = async (hasTime: () => boolean): Promise<void> => {
  await foldLog(Date.now());
  while (hasTime()) {
    // What was stored within this very millisecond rests, too.
    if ((await settleParts(Date.now() + 1, { restMs: 0, swaps: 1 })) > 0) continue;
    // All is packed, or somebody else writes: then the schedule's sweep does the rest.
    await updateBackfill(withoutLoose);
    return;
  }
};
