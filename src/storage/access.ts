import { z } from 'zod';
import type { EpochMs, ProjectId } from '../core/ids.ts';
import { PLAIN_FOR_MS, type AccessFacts, type ProjectAccess } from '../core/visibility/access.ts';
import { PROVEN_FOR_MS, type SelfTest } from '../core/visibility/self-test.ts';
import { readHead } from './head.ts';
import { packIdList, unpackIdList } from './id-list.ts';
import { updateHead } from './update-head.ts';
import { packText, unpackText } from './values.ts';

const ACCESS = 'access';
const SELF_TEST = 'visibility-test';
export const ACCESS_KEYS: readonly string[] = [ACCESS, SELF_TEST];
export const ACCESS_FORMAT = 2;
/** Facts that old are of projects that nobody reads any more. */
const FORGOTTEN_AFTER_MS = 24 * 3_600_000;

const accessShape = z.object({
  format: z.literal(ACCESS_FORMAT),
  /** Project id -> kind and when it was read. */
  projects: z.record(z.string(), z.tuple([z.enum(['plain', 'checked', 'closed']), z.number()])),
  /** Packed: project id -> what the app sees of it, as steps from id to id. */
  seen: z.string(),
});
const seenShape = z.record(z.string(), z.array(z.number()));
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
  const seen = seenShape.parse(unpackText(parsed.data.seen));
  return new Map(
    Object.entries(parsed.data.projects).map(([id, [kind, readAt]]): [ProjectId, ProjectAccess] => {
      const steps = seen[id];
      return [id, { kind, readAt, ...(steps === undefined ? {} : { appSees: new Set(unpackIdList(steps)) }) }];
    }),
  );
};

const toValue = (facts: AccessFacts): unknown => {
  const kinds = [...facts].map(([id, { kind, readAt }]) => [id, [kind, readAt]] as const);
  const seen = [...facts].flatMap(([id, { appSees }]) =>
    appSees === undefined ? [] : [[id, packIdList([...appSees])] as const],
  );
  return { format: ACCESS_FORMAT, projects: Object.fromEntries(kinds), seen: packText(Object.fromEntries(seen)) };
};

/** How the app last read the access to each project. */
export const readAccessFacts = async (): Promise<AccessFacts> => toFacts((await readHead(ACCESS)).value);

/** What nobody may rely on any more takes no room in what every view reads. */
const withoutStale = ({ kind, readAt, appSees }: ProjectAccess, now: EpochMs): ProjectAccess => ({
  kind,
  readAt,
  ...(appSees === undefined || now - readAt > PLAIN_FOR_MS ? {} : { appSees }),
});

/** Adds what was read just now; of two readings of a project the one that began later stays. */
export const saveAccessFacts = (read: AccessFacts, now: EpochMs): Promise<void> =>
  updateHead(ACCESS, (value) => {
    const known = [...toFacts(value)].filter(([, { readAt }]) => now - readAt < FORGOTTEN_AFTER_MS);
    const projects = new Map(known.map(([id, fact]) => [id, withoutStale(fact, now)]));
    for (const [id, fact] of read) {
      if ((projects.get(id)?.readAt ?? 0) <= fact.readAt) projects.set(id, fact);
    }
    return toValue(projects);
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
