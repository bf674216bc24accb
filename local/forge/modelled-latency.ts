import type { FetchTarget } from './runtime/messages.ts';

/** How long things take where time is modelled, not measured (design.md 8): the same on every machine. */
export const JIRA_CALL_MS = 150;
export const STORAGE_CALL_MS = 20;
/** From a page's `invoke`, or from an event that is due, to the first line of the function. */
export const INVOCATION_MS = 120;

/** A call by where it goes; queues, realtime and the platform's other services are taken to be as near as storage. */
export const latencyOf = ({ type, remote }: FetchTarget): number =>
  type === 'fpp' && (remote === 'jira' || remote === undefined) ? JIRA_CALL_MS : STORAGE_CALL_MS;
