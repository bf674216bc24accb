// The probe's page: everything of the real bridge packages under `window.forge`, for the tests to call in the frame.
import * as bridge from '@forge/bridge';
import * as jiraBridge from '@forge/jira-bridge';

declare global {
  interface Window {
    forge: typeof bridge & typeof jiraBridge;
    /** What callbacks were given, in order. */
    heard: unknown[];
  }
}
window.forge = { ...bridge, ...jiraBridge };
window.heard = [];
const heading = document.createElement('h1');
heading.textContent = 'Probe';
document.body.append(heading);
