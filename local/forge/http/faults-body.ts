import { z } from 'zod';
import type { Host } from '../host.ts';

const times = z.int().min(1).default(1);
const chance = z.number().min(0).max(1);
const jiraFault = z.strictObject({
  path: z.string().startsWith('/'),
  method: z.string().optional(),
  status: z.int().min(100).max(599).optional(),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.unknown().optional(),
  delayMs: z.number().min(0).optional(),
  drop: z.enum(['before', 'after']).optional(),
  times,
});
const storageFault = z.strictObject({
  storage: z.string(),
  status: z.int().min(400).max(599),
  code: z.string().default('INTERNAL_SERVER_ERROR'),
  times,
});
const killFault = z.strictObject({
  killAfterEffect: z.int().min(0),
  functionKey: z.string().optional(),
  module: z.string().optional(),
  times,
});
const deliveryFault = z.strictObject({
  delivery: z.strictObject({
    eventLatenessMs: z.number().min(0).optional(),
    eventDuplicates: chance.optional(),
    eventLosses: chance.optional(),
    queueDuplicates: chance.optional(),
  }),
});
const tuningFault = z.strictObject({
  tuning: z.strictObject({
    searchLagMs: z.number().min(0).max(3_600_000).optional(),
    enforceLimits: z.boolean().optional(),
  }),
});
/** How a site is tuned where nobody asks otherwise. */
const USUAL_TUNING = { searchLagMs: 0, enforceLimits: true };
const fault = z.union([jiraFault, storageFault, killFault, deliveryFault, tuningFault]);
const bodySchema = z.union([z.strictObject({ faults: z.array(fault) }), z.array(fault), fault]);
export type FaultInput = z.input<typeof fault>;

/** Members that are absent, not undefined: what the fault books take. */
const present = <T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  // Only drops members whose value is undefined.
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as never;

/**
 * Scripts faults from plain data; throws a ZodError or TypeError for what is none. One fault, a list, or `{ faults }`:
 * Jira `{ path, method?, status?, headers?, body?, delayMs?, drop?, times? }`, storage `{ storage, status, code?, times? }`,
 * `{ killAfterEffect, functionKey?, module?, times? }`, `{ delivery: { eventLatenessMs?, ... } }`,
 * `{ tuning: { searchLagMs?, enforceLimits? } }`.
 */
export const scriptFaults = (host: Host, body: unknown): number => {
  const parsed = bodySchema.parse(body);
  const faults = Array.isArray(parsed) ? parsed : 'faults' in parsed ? parsed.faults : [parsed];
  for (const each of faults) {
    if ('delivery' in each) host.faults.deliver(present(each.delivery));
    else if ('tuning' in each) tune(host, present(each.tuning));
    else if ('storage' in each) {
      const { storage, ...rest } = each;
      host.faults.addStorage({ path: storage, ...rest });
    } else if ('killAfterEffect' in each) {
      const { killAfterEffect, functionKey, module, times: count } = each;
      host.faults.addKill(
        present({ afterEffect: killAfterEffect, functionKey, moduleKey: module, times: count }) as never,
      );
    } else {
      for (const { jira } of host.installations()) jira.faults.add(present(each) as never);
    }
  }
  return faults.length;
};

const tune = (host: Host, tuning: Partial<typeof USUAL_TUNING>): void => {
  for (const { jira } of host.installations()) Object.assign(jira.site.tuning, tuning);
};

/** Ends all faults, Jira's and the platform's; search lags no more and limits hold. */
export const clearFaults = (host: Host): void => {
  host.faults.clear();
  tune(host, USUAL_TUNING);
  for (const { jira } of host.installations()) jira.faults.clear();
};
