import { appEvent, appEvents, publicEvents } from './event-bus.ts';
import type { FrameApi } from './frame-api.ts';
import { subscribeRealtime } from './realtime.ts';
import { pathOfTarget } from './targets.ts';
import type { PlacedModule } from '../api/site.ts';
import type { FlagOptions } from '../shell/flags.tsx';
import type { CreateDefaults } from '../issue/create-issue.tsx';

type Fields = Readonly<Record<string, unknown>>;
type Call = (payload: Fields, raw: unknown) => unknown;

/** What the page around a frame can do for it. */
export interface FrameSurroundings {
  readonly placed: PlacedModule;
  readonly api: FrameApi;
  readonly localId: string;
  /** Undefined where the frame is not a page of its own: it has no place in the address then. */
  readonly history:
    { readonly read: () => unknown; readonly move: (action: string, location: Fields) => void } | undefined;
  /** Undefined where the view cannot be closed. */
  readonly close: ((payload: unknown) => void) | undefined;
  readonly onFrameClose: (callback: () => unknown) => void;
  readonly refresh: (() => void) | undefined;
  readonly resize: (height: number) => void;
  readonly themeAttributes: () => Fields;
  readonly followTheme: () => void;
  readonly navigate: (path: string) => void;
  readonly go: (delta: number) => void;
  readonly openModal: (options: Fields) => Promise<void>;
  readonly openIssue: (issueKey: string, onClose: () => void) => void;
  readonly createIssue: (defaults: CreateDefaults, onClose: (result: unknown) => void) => void;
  readonly showFlag: (flag: FlagOptions) => void;
  readonly closeFlag: (id: string) => boolean;
  readonly cleanUp: (stop: () => void) => void;
  readonly onHeard: (event: 'ready') => void;
}

const callable = (value: unknown): ((...args: readonly unknown[]) => unknown) =>
  // A function that came over the wire forwards what it is given.
  typeof value === 'function' ? (value as (...args: readonly unknown[]) => unknown) : () => undefined;
const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};

const serverCalls = ({ api, localId, themeAttributes, cleanUp }: FrameSurroundings): Record<string, Call> => ({
  invoke: async ({ functionKey, payload, metadata, invokeType }) => {
    if (invokeType !== undefined)
      throw new Error('invokeRemote and invokeService are not supported by the local site.');
    const reply = await api.post<{ value?: unknown; error?: { message: string } }>('invoke', {
      functionKey,
      payload,
      metadata,
    });
    // The platform's words around what a resolver threw.
    if (reply.error !== undefined) throw new Error(`There was an error invoking the function - ${reply.error.message}`);
    return reply.value;
  },
  fetchProduct: (payload) => api.post('fetch-product', payload),
  getContext: async () => {
    const mode = themeAttributes()['data-color-mode'];
    const theme = { colorMode: mode, light: 'light', dark: 'dark', spacing: 'spacing', typography: 'typography' };
    return { ...(await api.post<object>('context')), localId, theme, surfaceColor: null };
  },
  publishRealtimeChannel: (payload) => api.post('publish', payload),
  subscribeRealtimeChannel: async ({ onEvent, ...payload }) => {
    const stop = await subscribeRealtime(api, payload, callable(onEvent));
    cleanUp(() => void stop());
    return { unsubscribe: stop };
  },
});

const viewCalls = (frame: FrameSurroundings): Record<string, Call> => ({
  close: (_, raw) => (frame.close === undefined ? false : frame.close(raw)),
  submit: (_, raw) => (frame.close === undefined ? false : frame.close(raw)),
  onClose: (_, raw) => (frame.close === undefined ? false : frame.onFrameClose(callable(raw))),
  open: () => false,
  refresh: () => (frame.refresh === undefined ? false : frame.refresh()),
  refreshIssueView: () => (frame.refresh === undefined ? false : frame.refresh()),
  createHistory: () => {
    if (frame.history === undefined) throw new Error('view.createHistory works only in a page of its own.');
    return frame.history.read();
  },
  historyMoved: ({ action, location }) => frame.history?.move(String(action), fieldsOf(location)),
  historyGo: ({ delta }) => frame.go(Number(delta)),
  changeWindowTitle: (_, title) => {
    document.title = String(title);
  },
  enableTheming: () => {
    frame.followTheme();
    return frame.themeAttributes();
  },
  resize: ({ height }) => frame.resize(Number(height)),
  emitReadyEvent: () => frame.onHeard('ready'),
  getFrameId: () => frame.localId,
});

const isOutside = (url: string) => /^[a-z][a-z0-9+.-]*:/i.test(url) && !url.startsWith(`${window.location.origin}/`);
const navigateTo = (frame: FrameSurroundings, url: string, inNewTab: boolean) => {
  if (!/^(https?:|mailto:|[/?#])/i.test(url)) throw new Error(`router: ${url} is no address that Jira opens.`);
  if (isOutside(url) && !window.confirm(`This leads away from Jira:\n${url}`)) return;
  if (inNewTab) window.open(url, '_blank', 'noopener');
  else if (isOutside(url)) window.location.assign(url);
  else frame.navigate(url.replace(window.location.origin, ''));
};
const routerCalls = (frame: FrameSurroundings): Record<string, Call> => ({
  getUrl: (location) => window.location.origin + pathOfTarget(frame.placed.installation, location),
  navigate: ({ url, type, ...location }) => {
    const path = typeof url === 'string' ? url : pathOfTarget(frame.placed.installation, location);
    navigateTo(frame, path, type === 'new-tab');
  },
  reload: () => window.location.reload(),
});

const asFlag = ({ id, title, description, type, appearance, actions, isAutoDismiss }: Fields): FlagOptions => ({
  id: String(id),
  title: typeof title === 'string' ? title : '',
  ...(typeof description === 'string' ? { description } : {}),
  kind: String(appearance ?? type ?? 'info'),
  isBold: appearance !== undefined,
  isAutoDismiss: isAutoDismiss === true,
  actions: (Array.isArray(actions) ? actions : []).map((action) => {
    const { text, onClick } = fieldsOf(action);
    return { text: String(text), onClick: () => void callable(onClick)() };
  }),
});
const dialogCalls = (frame: FrameSurroundings): Record<string, Call> => ({
  openModal: (options) => frame.openModal(options),
  openIssueViewModal: ({ data }) => {
    const { context, onClose } = fieldsOf(data);
    frame.openIssue(String(fieldsOf(context)['issueKey']), () => void callable(onClose)());
  },
  openIssueCreateModal: ({ data }) => {
    const { context, onClose } = fieldsOf(data);
    frame.createIssue(fieldsOf(context), (result) => void callable(onClose)(result));
  },
  showFlag: (options) => frame.showFlag(asFlag(options)),
  closeFlag: ({ id }) => frame.closeFlag(String(id)),
});

const eventCalls = ({ placed, cleanUp }: FrameSurroundings): Record<string, Call> => {
  const named = (event: unknown) => appEvent(placed.installation.id, String(event));
  const subscribed = (stop: () => void) => {
    cleanUp(stop);
    return { unsubscribe: stop };
  };
  return {
    emit: ({ event, payload }) => appEvents.emit(named(event), payload),
    on: ({ event, callback }) => subscribed(appEvents.on(named(event), callable(callback))),
    emitPublic: ({ event, payload }) => publicEvents.emit(String(event), payload),
    onPublic: ({ event, callback }) => subscribed(publicEvents.on(String(event), callable(callback))),
  };
};
const smallCalls: Record<string, Call> = {
  isRovoEnabled: () => false,
  openRovo: () => false,
  getCookieConsentPreferences: () => null,
};

/** Answers a frame's `callBridge(name, payload)`; a name that the local site does not support rejects, naming it. */
export const createBridgeCalls = (frame: FrameSurroundings) => {
  const calls = new Map(
    [serverCalls, viewCalls, routerCalls, dialogCalls, eventCalls]
      .flatMap((group) => Object.entries(group(frame)))
      .concat(Object.entries(smallCalls)),
  );
  return (name: string, payload: unknown): unknown => {
    const call = calls.get(name);
    if (call === undefined) throw new Error(`The local site does not support the bridge call "${name}".`);
    return call(fieldsOf(payload), payload);
  };
};
