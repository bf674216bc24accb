import type { Host } from '../local/forge/host.ts';
import { KVS_VALUE_BYTES, PAYLOAD_BYTES } from '../local/forge/limits.ts';
import { bytesOf } from '../local/forge/storage/requests.ts';
import type { Jira } from '../local/jira/jira.ts';

/** The largest payloads that went over the wire, in bytes, and what they were. */
export class Payloads {
  readonly #largest = new Map<Kind, { readonly bytes: number; readonly what: string }>();

  note(kind: Kind, bytes: number, what: string): void {
    if (bytes > (this.#largest.get(kind)?.bytes ?? -1)) this.#largest.set(kind, { bytes, what });
  }

  clear(): void {
    this.#largest.clear();
  }

  /** For each kind its largest, as a share of what the platform takes. */
  shares(): readonly { readonly kind: Kind; readonly what: string; readonly share: number }[] {
    return [...this.#largest].map(([kind, { bytes, what }]) => ({ kind, what, share: bytes / LIMITS[kind] }));
  }
}
type Kind = keyof typeof LIMITS;
/** Nothing is documented for `requestJira`: that of an invocation's payload is held to. */
const LIMITS = { 'jira request': PAYLOAD_BYTES, 'jira reply': PAYLOAD_BYTES, 'stored value': KVS_VALUE_BYTES } as const;

/** The same site; what is asked of it and what it answers is measured on the way. */
export const measuringPayloads = (jira: Jira, payloads: Payloads): Jira => ({
  ...jira,
  fetch: async (request, caller, observe) => {
    const what = `${request.method} ${new URL(request.url).pathname}`;
    payloads.note('jira request', (await request.clone().arrayBuffer()).byteLength, what);
    const response = await jira.fetch(request, caller, observe);
    const body = await response.arrayBuffer();
    payloads.note('jira reply', body.byteLength, what);
    const { status, headers } = response;
    return new Response(body.byteLength === 0 ? null : body, { status, headers });
  },
});

export const measureStored = (host: Host, payloads: Payloads): void =>
  host.main.storage.records.onChange((space, key, record) => {
    if (record !== undefined) payloads.note('stored value', bytesOf(record.value), `${space} ${key}`);
  });
