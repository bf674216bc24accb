// A small app around the index's store, for the tests that run it in the host's own invocations.
import { makeResolver } from '@forge/resolver';
import { foldLog } from '../../../../src/work-index/store/fold.ts';
import { openIndex } from '../../../../src/work-index/store/open-index.ts';
import { sweepIndex } from '../../../../src/work-index/store/sweep.ts';
import { writeEntries, type Batch } from '../../../../src/work-index/store/write-entries.ts';

interface Call {
  readonly payload: unknown;
}

const read = async (): Promise<object> => {
  const view = await openIndex();
  const projectIds = new Set(['10', '11']);
  const detail = await view.readDetail({ projectIds, doneFrom: '2000-01-01', withBacklog: true });
  const thin = await view.readStructure(projectIds);
  const summaries = [...detail.values()].map(({ item }) => [item.id, item.projectId, item.summary]).sort();
  return { summaries, thin: [...thin.keys()].sort() };
};

export const main = makeResolver({
  // The test sends a batch.
  write: ({ payload }: Call) => writeEntries(payload as Batch, Date.now()).then(() => 'done'),
  fold: () => foldLog(Date.now()).then(() => 'done'),
  sweep: () => sweepIndex(Date.now()),
  read,
});
