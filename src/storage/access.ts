import { z } from 'zod';
import type { EpochMs } from '../core/ids.ts';
import type { AccessFacts, ProjectAccess } from '../core/visibility/access.ts';
import { PROVEN_FOR_MS, type SelfTest } from '../core/visibility/self-test.ts';
import { readHead } from './head.ts';
import { updateHead } from './update-head.ts';

const ACCESS = 'access';
const SELF_TEST = 'visibility-test';
/** Facts that old are of projects that nobody reads any more. */
const FORGOTTEN_AFTER_MS = 24 * 3_600_000;

const accessShape = z.object({
  format: z.literal(1),
  /** Project id -> kind and when it was read. */
  projects: z.record(z.string(), z.tuple([z.enum(['plain', 'checked', 'closed']), z.number()])),
});
const testShape = z.object({
  format: z.literal(1),
  outcome: z.enum(['agree', 'differ']),
  at: z.number(),
  onlyCheck: z.number(),
  onlyMatch: z.number(),
});

/** An unknown format counts as nothing known: then everything is checked item by item. */
const toFacts = (value: unknown): AccessFacts => {
  const parsed = accessShape.safeParse(value);
  if (!parsed.success) return new Map();
  return new Map(
    Object.entries(parsed.data.projects).map(([id, [kind, readAt]]): [string, ProjectAccess] => [id, { kind, readAt }]),
  );
};

/** How the app last read the access to each project. */
export const readAccessFacts = async (): Promise<AccessFacts> => toFacts((await readHead(ACCESS)).value);

/** Adds what was read just now; of two readings of a project the one that began later stays. */
export const saveAccessFacts = (read: AccessFacts, now: EpochMs): Promise<void> =>
  updateHead(ACCESS, (value) => {
    const projects = new Map([...toFacts(value)].filter(([, { readAt }]) => now - readAt < FORGOTTEN_AFTER_MS));
    for (const [id, fact] of read) {
      if ((projects.get(id)?.readAt ?? 0) <= fact.readAt) projects.set(id, fact);
    }
    const entries = [...projects].map(([id, { kind, readAt }]) => [id, [kind, readAt]] as const);
    return { format: 1, projects: Object.fromEntries(entries) };
  });

/** The last self-test of the visibility door that showed something; undefined where none did yet. */
export const findSelfTest = async (): Promise<SelfTest | undefined> => {
  const parsed = testShape.safeParse((await readHead(SELF_TEST)).value);
  return parsed.success ? parsed.data : undefined;
};

/**
 * Stores what a reading showed. An agreement that someone else saw does not undo a difference that still counts; an older
 * result does not undo a newer one.
 */
export const saveSelfTest = (test: SelfTest): Promise<void> =>
  updateHead(SELF_TEST, (value) => {
    const stored = testShape.safeParse(value);
    if (!stored.success) return { format: 1, ...test };
    const { outcome, at } = stored.data;
    const stillDiffers = outcome === 'differ' && test.outcome === 'agree' && test.at - at <= PROVEN_FOR_MS;
    return stillDiffers || at > test.at ? value : { format: 1, ...test };
  });
