import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Host } from '../host.ts';
import { APP_VERSION, ENVIRONMENT_ID, ENVIRONMENT_TYPE } from '../identity.ts';
import type { Installation } from '../installation.ts';
import { scopeText } from '../services/realtime-service.ts';
import type { UiChannel, UiHost, UiRealtime } from '../ui/ui-host.ts';

const getInstallation = (host: Host, id: string): Installation => {
  const found = host.installations().find((each) => each.id === id);
  if (found === undefined) throw new Error(`There is no installation ${id}.`);
  return found;
};
const addressOf = ({ channel, isGlobal, scope }: UiChannel) => ({
  channel,
  isGlobal,
  context: isGlobal ? '' : scopeText(scope),
});

const realtimeOf = (host: Host): UiRealtime => ({
  publish: (channel, payload) => {
    const { realtime } = getInstallation(host, channel.installation);
    const event = realtime.publish(addressOf(channel), channel.token, payload);
    if ('error' in event) return { eventId: null, eventTimestamp: null, errors: [{ message: event.error }] };
    return { eventId: event.eventId, eventTimestamp: String(event.eventTimestamp) };
  },
  subscribe: (channel, onEvent, { replaySeconds = 0 } = {}) => {
    const { realtime } = getInstallation(host, channel.installation);
    const subscription = realtime.subscribe(
      addressOf(channel),
      channel.token,
      ({ payload }) => onEvent(payload),
      replaySeconds,
    );
    if ('error' in subscription) throw new Error(`Realtime: ${subscription.error}`);
    return subscription.unsubscribe;
  },
});

/** The host as the site's own pages see it. `appRoot` is the folder of manifest.yml. */
export const toUiHost = (
  host: Host,
  { appRoot, manifestFile, appName }: { appRoot: string; manifestFile: string; appName: string },
): UiHost => ({
  site: host.main.jira.site,
  fetchJira: (request, caller) => host.main.jira.fetch(request, caller),
  manifest: parse(readFileSync(manifestFile, 'utf8')),
  appRoot,
  installations: () => [
    {
      id: host.main.id,
      appId: host.manifest.appId,
      appName,
      appVersion: APP_VERSION,
      environmentId: ENVIRONMENT_ID,
      environmentType: ENVIRONMENT_TYPE,
    },
  ],
  invoke: async (invocation) => {
    const outcome = await host.invoke(invocation);
    if ('body' in outcome) return { body: outcome.body, rateLimit: outcome.rateLimit };
    const { message, status } = outcome.error;
    return { error: { message, status } };
  },
  realtime: realtimeOf(host),
});
