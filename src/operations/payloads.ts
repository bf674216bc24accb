import { z } from 'zod';
import type { OperationName, Payload } from './operations.ts';
import { day, id, itemId, name, programId } from './atoms.ts';
import { edit, moves } from './write-payloads.ts';
import type { Finding } from '../core/program/validate.ts';

const MAX_TEAMS = 250;
/** Of a site: more than Jira is used with. */
const MAX_PROJECTS = 2_000;
/** A browser holds what fits into a reply of a few MB. */
const MAX_HELD = 60_000;
/** A state names the program's projects: some 20 characters each, for thousands of them. */
const MAX_STATE_CHARS = 100_000;

const rule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('teamField'), value: id }),
  z.strictObject({ kind: z.literal('project'), projectId: id }),
  z.strictObject({ kind: z.literal('component'), componentId: id }),
  z.strictObject({ kind: z.literal('board'), boardId: id }),
  z.strictObject({ kind: z.literal('jql'), jql: z.string().trim().min(1).max(2_000) }),
]);
const unit = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('points'), fieldId: id, name }),
  z.strictObject({ kind: z.literal('hours'), fieldId: id, name }),
  z.strictObject({ kind: z.literal('count') }),
]);
const team = z.strictObject({
  id,
  name,
  code: z.string().regex(/^[\p{Lu}\d]{2,5}$/u, 'A code is 2 to 5 capital letters or digits.'),
  mode: z.enum(['scrum', 'kanban']),
  unit,
  rules: z.array(rule).min(1).max(20),
  boardIds: z.array(id).max(20),
  projectIds: z.array(id).min(1).max(100),
});
const iteration = z.strictObject({ name, kind: z.enum(['delivery', 'innovation']), start: day, end: day });
const period = z.strictObject({ id, name, start: day, end: day, iterations: z.array(iteration).max(30) });
const draft = z.strictObject({
  id: programId,
  name,
  timeZone: z.string().min(1).max(60),
  levels: z.array(z.strictObject({ level: z.int().min(-1).max(20), name })).max(20),
  teams: z.array(team).min(1).max(MAX_TEAMS),
  dependencyTypes: z.array(z.strictObject({ linkTypeId: id, name, provider: z.enum(['outward', 'inward']) })).max(20),
  periods: z.array(period).min(1).max(40),
});

const projects = z.strictObject({ projectIds: z.exactOptional(z.array(id).max(MAX_PROJECTS)) });

const payloads: { readonly [Name in OperationName]: z.ZodType<Payload<Name>> } = {
  'program.propose': z.strictObject({}),
  'program.save': z.strictObject({ draft, baseVersion: z.int().min(0) }),
  'program.list': z.strictObject({ projectId: z.exactOptional(id) }),
  'board.load': z.strictObject({
    programId,
    periodId: z.exactOptional(id),
    lens: z.exactOptional(z.enum(['wide', 'close'])),
    fromTeam: z.exactOptional(z.int().min(0).max(MAX_TEAMS)),
    teamId: z.exactOptional(id),
    itemId: z.exactOptional(itemId),
  }),
  'index.refresh': z.strictObject({
    programId,
    periodId: id,
    state: z.string().max(MAX_STATE_CHARS),
    held: z.array(z.union([z.int(), z.string().max(40)])).max(MAX_HELD),
  }),
  'item.load': z.strictObject({ itemId, projectId: id }),
  'status.load': z.strictObject({}),
  'status.reconcile': z.strictObject({}),
  'status.rebuild': projects,
  'status.cancel': projects,
  'status.resume': projects,
  'app.prepareUninstall': z.strictObject({ withPrograms: z.boolean() }),
  'app.startAgain': z.strictObject({}),
  'item.move': z.strictObject({ programId, moves }),
  'item.edit': z.strictObject({ programId, edit }),
};

/** Every operation there is. */
// The keys of a literal that has one for each name.
export const OPERATION_NAMES = Object.keys(payloads) as readonly OperationName[];

export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly findings: readonly Finding[] };

/** Checks what a browser sent; unknown members are refused. An absent payload counts as an empty one. */
export const parsePayload = <Name extends OperationName>(operation: Name, raw: unknown): Parsed<Payload<Name>> => {
  const parsed = payloads[operation].safeParse(raw ?? {});
  if (parsed.success) return { ok: true, value: parsed.data };
  return {
    ok: false,
    findings: parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
  };
};
