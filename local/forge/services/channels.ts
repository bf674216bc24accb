/** Where a subscriber or publisher stands: compared member by member for channels that are not global (platform.md 1.6). */
export interface ChannelAddress {
  readonly channel: string;
  readonly isGlobal: boolean;
  /** Canonical text of module type and product context, or of the overrides; empty for a global channel. */
  readonly context: string;
}
export interface RealtimeEvent {
  readonly eventId: string;
  /** Epoch ms. */
  readonly eventTimestamp: number;
  readonly payload: unknown;
}
export interface RealtimeChannels {
  /** Hears the channel until the returned function is called; refused (with why) by a bad token or the rate limit. */
  subscribe(
    address: ChannelAddress,
    token: string | undefined,
    onEvent: (event: RealtimeEvent) => void,
    replaySeconds?: number,
  ): { readonly unsubscribe: () => void } | { readonly error: string };
  publish(
    address: ChannelAddress,
    token: string | undefined,
    payload: unknown,
  ): RealtimeEvent | { readonly error: string };
}
