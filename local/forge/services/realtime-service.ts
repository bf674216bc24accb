import type { IncomingAnswer } from '../runtime/messages.ts';
import { listOf, members, type Members } from '../storage/requests.ts';
import type { Realtime } from './realtime.ts';

const answer = (data: unknown): IncomingAnswer => ({
  status: 200,
  body: JSON.stringify({ data: { ecosystem: data } }),
});
const failed = (message: string): IncomingAnswer =>
  message === 'RATE_LIMIT_EXCEEDED'
    ? { status: 429, statusText: 'Too Many Requests', body: '' }
    : { status: 200, body: JSON.stringify({ errors: [{ message }] }) };

/** Canonical text of a channel's scope: its members in order of name. */
export const scopeText = (scope: Readonly<Record<string, string>>): string =>
  JSON.stringify(Object.entries(scope).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Where a channel that is not global lives: the page's module type with its project and issue, or the overrides. */
const channelContext = (extension: Members, overrides: unknown): string => {
  const memberOf = (name: string, member: string): string => {
    const value = members(extension[name])[member];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const names = listOf(overrides).map(String);
  if (names.length > 0) return scopeText(Object.fromEntries(names.map((name) => [name, memberOf(name, 'id')])));
  const module = typeof extension['type'] === 'string' ? extension['type'] : '';
  return scopeText({ module, project: memberOf('project', 'key'), issue: memberOf('issue', 'key') });
};

/** The GraphQL calls of @forge/realtime: publish and sign. `extension` is undefined where nobody looks at a page. */
export const handleRealtime = (
  realtime: Realtime,
  bodyText: string,
  extension: Members | undefined,
): IncomingAnswer => {
  const { query, variables } = members(JSON.parse(bodyText));
  const fields = members(variables);
  if (String(query).includes('signRealtimeToken')) {
    const token = realtime.sign(String(fields['channelName']), fields['claims'], fields['permissions']);
    if ('error' in token) return failed(token.error);
    return answer({ signRealtimeToken: { errors: null, forgeRealtimeToken: token, success: true } });
  }
  const isGlobal = fields['isGlobal'] === true;
  if (!isGlobal && extension === undefined) {
    return failed('publish needs the context of a page; use publishGlobal in events and schedules.');
  }
  const overrides =
    typeof fields['context'] === 'string' ? members(JSON.parse(fields['context']))['contextOverrides'] : undefined;
  const address = {
    channel: String(fields['name']),
    isGlobal,
    context: isGlobal ? '' : channelContext(extension ?? {}, overrides),
  };
  const token = typeof fields['token'] === 'string' ? fields['token'] : undefined;
  const event = realtime.publish(address, token, JSON.parse(String(fields['payload'])));
  if ('error' in event) return failed(event.error);
  const { eventId, eventTimestamp } = event;
  return answer({ publishRealtimeChannel: { eventId, eventTimestamp: String(eventTimestamp) } });
};
