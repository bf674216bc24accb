import { z } from 'zod';
import type { ProgramId } from '../core/ids.ts';
import { summarise, type ProgramRecord } from '../core/program/summary.ts';
import type { Program, ProgramDraft } from '../core/program/program.ts';
import { isSameDraft } from '../core/program/same-draft.ts';
import { VersionConflictError } from './errors.ts';
import { deleteHeads, readHead, writeHeads } from './head.ts';
import { readRegistry, registryWrite } from './registry.ts';
import { packText, TRANSACTION_OPERATIONS, unpackText } from './values.ts';

const keyOf = (id: ProgramId): string => `program:${id}`;
/** Another program was saved at the same moment: only the registry has to be read again. */
const REGISTRY_RETRIES = 3;

/** Packed: 50 teams take 14 KB else, and every view of a board reads them. */
const packedShape = z.object({ format: z.literal(2), packed: z.string() });
const toValue = (draft: ProgramDraft): unknown => ({ format: 2, packed: packText(draft) });
/** Written by saveProgram alone, after the payload was parsed and validated; the first format was the draft itself. */
const toDraft = (value: unknown): ProgramDraft => {
  const stored = packedShape.safeParse(value);
  return (stored.success ? unpackText(stored.data.packed) : value) as ProgramDraft;
};

/** A stored program; undefined where there is none of that id. */
export const findProgram = async (id: ProgramId): Promise<Program | undefined> => {
  const { version, value } = await readHead(keyOf(id));
  return version === 0 ? undefined : { ...toDraft(value), version };
};

/** What lists need of all programs, whoever may see them: cut it down before showing it. */
export const listProgramRecords = async (): Promise<readonly ProgramRecord[]> => (await readRegistry()).records;

/** All programs, whole, in the order of their names, and whether the app is stopped: then nothing may be stored for them. */
export const readPrograms = async (): Promise<{
  readonly programs: readonly Program[];
  readonly isStopped: boolean;
}> => {
  const { records, stopped } = await readRegistry();
  const programs = await Promise.all(records.map(({ id }) => findProgram(id)));
  return { programs: programs.filter((program) => program !== undefined), isStopped: stopped !== undefined };
};

/** All programs, whole, in the order of their names. */
export const listPrograms = async (): Promise<readonly Program[]> => (await readPrograms()).programs;

const byName = (a: ProgramRecord, b: ProgramRecord): number => a.name.localeCompare(b.name, 'en');

/**
 * Saves a program over the version that was edited (0: a new one) and lists it, in one transaction. Saving what is already
 * there again succeeds and changes nothing. Throws VersionConflictError where someone saved something else in between.
 */
export const saveProgram = async (draft: ProgramDraft, baseVersion: number): Promise<Program> => {
  for (let attempt = 0; ; attempt += 1) {
    const [stored, registry] = await Promise.all([findProgram(draft.id), readRegistry()]);
    if (stored !== undefined && isSameDraft(stored, draft)) return stored;
    const program = { ...draft, version: baseVersion + 1 };
    const records = [...registry.records.filter((one) => one.id !== draft.id), summarise(program)].sort(byName);
    try {
      if ((stored?.version ?? 0) !== baseVersion) throw new VersionConflictError([keyOf(draft.id)], undefined);
      await writeHeads([
        { key: keyOf(draft.id), baseVersion, value: toValue(draft) },
        registryWrite({ ...registry, records }),
      ]);
      return program;
    } catch (error) {
      const isMine = (stored?.version ?? 0) === baseVersion;
      if (!(error instanceof VersionConflictError) || !isMine || attempt >= REGISTRY_RETRIES) throw error;
    }
  }
};

/**
 * Deletes all programs while the app is stopped, some a transaction; gives how many. Whatever is saved meanwhile starts the app
 * again, and then nothing more is deleted.
 */
export const deletePrograms = async (): Promise<number> => {
  let deleted = 0;
  for (;;) {
    const registry = await readRegistry();
    const some = registry.records.slice(0, TRANSACTION_OPERATIONS - 1);
    if (registry.stopped === undefined || some.length === 0) return deleted;
    const left = { ...registry, records: registry.records.slice(some.length) };
    await deleteHeads(
      some.map(({ id }) => keyOf(id)),
      [registryWrite(left)],
    );
    deleted += some.length;
  }
};
