import type { ProjectId } from '../core/ids.ts';
import type { Status } from '../core/status/status.ts';

export type { Status } from '../core/status/status.ts';

/** Some projects, or all that are or were read. */
export interface ProjectsPayload {
  readonly projectIds?: readonly ProjectId[];
}
/** What was removed so that the app can be uninstalled, and what is still stored. */
export interface LeavingReply {
  /** False where something may be left: ask the same again, after a wait. */
  readonly isDone: boolean;
  readonly againMs?: number;
  readonly removed: {
    readonly values: number;
    readonly copies: number;
    readonly records: number;
    readonly programs: number;
    readonly inJira: readonly { readonly name: string; readonly count: number }[];
  };
  readonly programsLeft: number;
}

/** What administrators of Jira may ask about the app itself; everyone else is told FORBIDDEN. */
export interface StatusOperations {
  'status.load': { readonly payload: Record<string, never>; readonly value: Status };
  /** Has everything compared with Jira now, in the background. */
  'status.reconcile': { readonly payload: Record<string, never>; readonly value: { readonly askedAt: number } };
  /** Have projects read anew, stop that, or go on with it; gives how many projects were meant. */
  'status.rebuild': { readonly payload: ProjectsPayload; readonly value: { readonly projects: number } };
  'status.cancel': { readonly payload: ProjectsPayload; readonly value: { readonly projects: number } };
  'status.resume': { readonly payload: ProjectsPayload; readonly value: { readonly projects: number } };
  /** Stops the app for the whole site and removes what it stored; the programs too, if asked to. */
  'app.prepareUninstall': { readonly payload: { readonly withPrograms: boolean }; readonly value: LeavingReply };
  /** Takes the stop back; the programs' projects are read anew. */
  'app.startAgain': { readonly payload: Record<string, never>; readonly value: { readonly programs: number } };
}
