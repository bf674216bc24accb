import type { Job } from '../work-index/job.ts';
import { beginStep, endStep, type Step, type StepWish } from '../work-index/quota/step.ts';
import { createJob } from './job.ts';

/** What became of a step: what its work gave, or until when it has to rest. */
export type StepEnd<T> = { readonly kind: 'done'; readonly value: T } | Extract<Step, { readonly kind: 'rest' }>;

/**
 * One background step within this hour's points: takes what it wants of them, works, and gives back what it did not spend, also
 * where the work throws. While Jira's quota is used up it does nothing and says until when.
 */
export const runStep = async <T>(wish: Omit<StepWish, 'now'>, work: (job: Job) => Promise<T>): Promise<StepEnd<T>> => {
  const step = await beginStep({ ...wish, now: Date.now() });
  if (step.kind === 'rest') return step;
  const job = createJob({ points: step.points });
  try {
    return { kind: 'done', value: await work(job) };
  } finally {
    await endStep(step, job.meter.spent(), Date.now());
  }
};
