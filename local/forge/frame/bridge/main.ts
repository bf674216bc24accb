// Runs inside an app's frame before the app's own scripts, as the platform's global bridge does, and defines what
// @forge/bridge and @forge/jira-bridge look for: globalThis.__bridge.callBridge(name, payload).
import { createPeer } from '../wire.ts';
import { createFrameHistory, type FrameLocation } from './history.ts';
import { applyTheme } from './theme.ts';
import { reportHeight } from './height.ts';

interface FrameName {
  readonly nonce: string;
  readonly origin: string;
}
/** The page names the frame `{nonce, origin}`: the one channel to a frame of another origin that is there before any script. */
const parseName = (name: string): FrameName => {
  const parsed: unknown = JSON.parse(name);
  if (typeof parsed === 'object' && parsed !== null && 'nonce' in parsed && 'origin' in parsed) {
    return { nonce: String(parsed.nonce), origin: String(parsed.origin) };
  }
  throw new Error('This page runs only inside the local Jira site.');
};

const { nonce, origin } = parseName(window.name);
const history = createFrameHistory((name, payload) => peer.call(name, payload));

const fromPage = (name: string, payload: unknown): unknown => {
  if (name === 'historyChanged') {
    // Sent by the page around the frame, which runs the other half of these files.
    const change = payload as { location: FrameLocation; action: string };
    history.changed(change.location, change.action);
    return undefined;
  }
  if (name === 'themeChanged') return applyTheme(payload);
  throw new Error(`The frame does not know ${name}.`);
};
const peer = createPeer({ nonce, post: (message) => window.parent.postMessage(message, origin), onCall: fromPage });
window.addEventListener('message', (event) => {
  if (event.source === window.parent && event.origin === origin) peer.receive(event.data);
});

const callBridge = async (name: string, payload?: unknown): Promise<unknown> => {
  if (name === 'createHistory') return history.create();
  if (name === 'enableTheming') return applyTheme(await peer.call('enableTheming'));
  return peer.call(name, payload);
};
Object.defineProperty(globalThis, '__bridge', { value: Object.freeze({ callBridge }) });
reportHeight((height) => void peer.call('resize', { height }));
