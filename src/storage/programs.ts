import type { ProgramId } from '../core/ids.ts';
import { summarise, type ProgramRecord } from '../core/program/summary.ts';
import type { Program, ProgramDraft } from '../core/program/program.ts';
import { isSameDraft } from '../core/program/same-draft.ts';
import { VersionConflictError } from './errors.ts';
import { readHead, writeHeads } from './head.ts';

const REGISTRY = 'programs';
const keyOf = (id: ProgramId): string => `program:${id}`;
/** Another program was saved at the same moment: only the registry has to be read again. */
const REGISTRY_RETRIES = 3;

/** A stored program; undefined where there is none of that id. */
export const findProgram = async (id: ProgramId): Promise<Program | undefined> => {
  const { version, value } = await readHead(keyOf(id));
  // Written by saveProgram alone, after the payload was parsed and validated.
  return version === 0 ? undefined : { ...(value as ProgramDraft), version };
};

/** What lists need of all programs, whoever may see them: cut it down before showing it. */
export const listProgramRecords = async (): Promise<readonly ProgramRecord[]> => {
  const { version, value } = await readHead(REGISTRY);
  // Written by saveProgram alone.
  return version === 0 ? [] : (value as readonly ProgramRecord[]);
};

/** All programs, whole, in the order of their names. */
export const listPrograms = async (): Promise<readonly Program[]> => {
  const programs = await Promise.all((await listProgramRecords()).map(({ id }) => findProgram(id)));
  return programs.filter((program) => program !== undefined);
};

const byName = (a: ProgramRecord, b: ProgramRecord): number => a.name.localeCompare(b.name, 'en');

/**
 * Saves a program over the version that was edited (0: a new one) and lists it, in one transaction. Saving what is already
 * there again succeeds and changes nothing. Throws VersionConflictError where someone saved something else in between.
 */
export const saveProgram = async (draft: ProgramDraft, baseVersion: number): Promise<Program> => {
  for (let attempt = 0; ; attempt += 1) {
    const [stored, registry] = await Promise.all([findProgram(draft.id), readHead(REGISTRY)]);
    if (stored !== undefined && isSameDraft(stored, draft)) return stored;
    const program = { ...draft, version: baseVersion + 1 };
    // Written by this function alone.
    const listed = registry.version === 0 ? [] : (registry.value as readonly ProgramRecord[]);
    const summaries = [...listed.filter((one) => one.id !== draft.id), summarise(program)].sort(byName);
    try {
      if ((stored?.version ?? 0) !== baseVersion) throw new VersionConflictError([keyOf(draft.id)], undefined);
      await writeHeads([
        { key: keyOf(draft.id), baseVersion, value: draft },
        { key: REGISTRY, baseVersion: registry.version, value: summaries },
      ]);
      return program;
    } catch (error) {
      const isMine = (stored?.version ?? 0) === baseVersion;
      if (!(error instanceof VersionConflictError) || !isMine || attempt >= REGISTRY_RETRIES) throw error;
    }
  }
};
