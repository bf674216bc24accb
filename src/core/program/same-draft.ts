import type { ProgramDraft } from './program.ts';

/** JSON with the members of every object in order of their names. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

const textOf = ({ id, name, timeZone, levels, teams, dependencyTypes, periods }: ProgramDraft): string =>
  canonical({ id, name, timeZone, levels, teams, dependencyTypes, periods });

/** Whether two programs are configured alike, whatever their versions. */
export const isSameDraft = (a: ProgramDraft, b: ProgramDraft): boolean => textOf(a) === textOf(b);
