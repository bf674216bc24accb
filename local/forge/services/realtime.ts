import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import type { Random } from '../../random.ts';
import { randomUuid } from '../identity.ts';
import { REALTIME_OPERATIONS_PER_SECOND } from '../limits.ts';
import { WindowCounter } from '../rate.ts';
import { listOf, members } from '../storage/requests.ts';
import type { ChannelAddress, RealtimeChannels, RealtimeEvent } from './channels.ts';

const TOKEN_LIFE_SECONDS = 15 * 60;
/** How long a channel's events can be replayed; the platform's own figure is not published (platform.md 8). */
const REPLAY_KEPT_MS = 5 * 60_000;

export interface RealtimeToken {
  readonly jwt: string;
  /** Epoch seconds. */
  readonly expiresAt: number;
}
interface Subscriber {
  readonly address: ChannelAddress;
  readonly onEvent: (event: RealtimeEvent) => void;
}

const nameOf = ({ channel, isGlobal, context }: ChannelAddress): string =>
  JSON.stringify([channel, isGlobal, isGlobal ? '' : context]);
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Realtime channels of one installation (platform.md 1.6). */
export class Realtime implements RealtimeChannels {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #secret: string;
  readonly #perSecond: WindowCounter;
  readonly #subscribers = new Set<Subscriber>();
  readonly #recent = new Map<string, RealtimeEvent[]>();

  constructor(clock: Clock, random: Random) {
    this.#clock = clock;
    this.#random = random;
    this.#secret = randomUuid(random);
    this.#perSecond = new WindowCounter(clock, 1_000, REALTIME_OPERATIONS_PER_SECOND);
  }

  /** Operations a second. */
  get rate(): WindowCounter {
    return this.#perSecond;
  }

  subscribe(
    address: ChannelAddress,
    token: string | undefined,
    onEvent: (event: RealtimeEvent) => void,
    replaySeconds = 0,
  ): { readonly unsubscribe: () => void } | { readonly error: string } {
    const error = this.#spend() ?? this.#refusal(token, address.channel, 'subscribe');
    if (error !== undefined) return { error };
    const subscriber = { address, onEvent };
    this.#subscribers.add(subscriber);
    const since = this.#clock.now() - replaySeconds * 1000;
    const recent = this.#recent.get(nameOf(address)) ?? [];
    if (replaySeconds > 0)
      for (const event of recent.filter(({ eventTimestamp }) => eventTimestamp >= since)) onEvent(event);
    return { unsubscribe: () => void this.#subscribers.delete(subscriber) };
  }

  publish(
    address: ChannelAddress,
    token: string | undefined,
    payload: unknown,
  ): RealtimeEvent | { readonly error: string } {
    const error = this.#spend() ?? this.#refusal(token, address.channel, 'publish');
    if (error !== undefined) return { error };
    const now = this.#clock.now();
    const event = { eventId: randomUuid(this.#random), eventTimestamp: now, payload };
    const name = nameOf(address);
    const kept = (this.#recent.get(name) ?? []).filter(({ eventTimestamp }) => eventTimestamp > now - REPLAY_KEPT_MS);
    this.#recent.set(name, [...kept, event]);
    for (const subscriber of this.#subscribers) if (nameOf(subscriber.address) === name) subscriber.onEvent(event);
    return event;
  }

  /** A signed token for one channel, with claims and what it allows (default: both). */
  sign(channelName: string, claims: unknown, permissions: unknown): RealtimeToken | { readonly error: string } {
    const error = this.#spend();
    if (error !== undefined) return { error };
    const expiresAt = Math.floor(this.#clock.now() / 1000) + TOKEN_LIFE_SECONDS;
    const header = encode({ alg: 'HS256', typ: 'JWT' });
    const body = encode({
      channel: { name: channelName, claims },
      exp: expiresAt,
      ...(Array.isArray(permissions) ? { permissions } : {}),
    });
    return { jwt: `${header}.${body}.${this.#signature(`${header}.${body}`)}`, expiresAt };
  }

  #spend(): string | undefined {
    if (this.#perSecond.isExhausted) return 'RATE_LIMIT_EXCEEDED';
    this.#perSecond.add();
    return undefined;
  }
  #signature(text: string): string {
    return createHmac('sha256', this.#secret).update(text).digest('base64url');
  }
  #refusal(token: string | undefined, channel: string, wanted: 'subscribe' | 'publish'): string | undefined {
    if (token === undefined) return undefined;
    const [header = '', body = '', signature = ''] = token.split('.');
    const expected = Buffer.from(this.#signature(`${header}.${body}`));
    const given = Buffer.from(signature);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'INVALID_TOKEN';
    const claims = members(JSON.parse(Buffer.from(body, 'base64url').toString()));
    if (Number(claims['exp']) * 1000 <= this.#clock.now()) return 'TOKEN_EXPIRED';
    if (members(claims['channel'])['name'] !== channel) return 'CHANNEL_NAME_MISMATCH';
    const permissions = claims['permissions'];
    return permissions !== undefined && !listOf(permissions).includes(wanted) ? 'MISSING_PERMISSION' : undefined;
  }
}
