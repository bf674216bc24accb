/** The part of the `history` package (4.x) that `view.createHistory` hands out; paths are relative to the module's address. */
export interface FrameLocation {
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
  readonly state?: unknown;
  readonly key?: string;
}
type Listener = (location: FrameLocation, action: string) => void;
type To = string | Partial<FrameLocation>;

const toLocation = (to: To, current: FrameLocation, state: unknown): FrameLocation => {
  const key = Math.random().toString(36).slice(2, 8);
  if (typeof to !== 'string') {
    const { pathname = current.pathname, search = '', hash = '' } = to;
    return { pathname, search, hash, state: to.state ?? state, key };
  }
  const { pathname, search, hash } = new URL(to, `http://frame${current.pathname}${current.search}`);
  return { pathname, search, hash, state, key };
};
const toHref = ({ pathname, search, hash }: Partial<FrameLocation>): string =>
  `${pathname ?? '/'}${search ?? ''}${hash ?? ''}`;

/** The frame's half of the history: moves at once, tells the page (which changes the address), hears of Back and Forward. */
export const createFrameHistory = (tell: (name: string, payload: unknown) => Promise<unknown>) => {
  const listeners = new Set<Listener>();
  let location: FrameLocation = { pathname: '/', search: '', hash: '' };
  let action = 'POP';
  const changed = (next: FrameLocation, how: string) => {
    location = next;
    action = how;
    for (const listener of listeners) listener(location, action);
  };
  const move = (how: 'PUSH' | 'REPLACE') => (to: To, state?: unknown) => {
    const next = toLocation(to, location, state);
    changed(next, how);
    void tell('historyMoved', { action: how, location: next });
  };
  const go = (delta: number) => void tell('historyGo', { delta });

  const create = async () => {
    // The page answers with the place that its address names.
    location = (await tell('createHistory', undefined)) as FrameLocation;
    return {
      location,
      get action() {
        return action;
      },
      get length() {
        return window.history.length;
      },
      createHref: toHref,
      push: move('PUSH'),
      replace: move('REPLACE'),
      go,
      goBack: () => go(-1),
      goForward: () => go(1),
      back: () => go(-1),
      forward: () => go(1),
      listen: (listener: Listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
  };
  return { create, changed };
};
