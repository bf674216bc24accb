type Listener = (payload: unknown) => unknown;

/** Events between the frames of one app on this page, and from the page to them (`JIRA_ISSUE_CHANGED`). */
const createBus = () => {
  const listeners = new Map<string, Set<Listener>>();
  return {
    emit: (event: string, payload: unknown): void => {
      for (const listener of listeners.get(event) ?? []) void listener(payload);
    },
    on: (event: string, listener: Listener): (() => void) => {
      const known = listeners.get(event) ?? new Set();
      listeners.set(event, known.add(listener));
      return () => void known.delete(listener);
    },
  };
};
/** One bus for `events`, told apart by installation, and one that all apps share for the public events. */
export const appEvents = createBus();
export const publicEvents = createBus();
export const appEvent = (installationId: string, event: string) => `${installationId}/${event}`;
