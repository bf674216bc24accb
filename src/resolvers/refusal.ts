import type { Finding } from '../core/program/validate.ts';
import type { ErrorCode } from '../operations/reply.ts';

/** More would drown the person, and could fill a reply. */
const MAX_FINDINGS = 100;

/** An operation says no: its code and message reach the person as they are. */
export class Refusal extends Error {
  readonly code: ErrorCode;
  readonly findings: readonly Finding[];

  constructor(code: ErrorCode, message: string, findings: readonly Finding[] = []) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.findings = findings.slice(0, MAX_FINDINGS);
  }
}

/** Absent, or hidden from this person: the same on purpose. */
export const programNotFound = (): Refusal =>
  new Refusal('NOT_FOUND', 'This program does not exist, or you may not see any of its projects.');
