/** A product event as a Forge trigger receives it (platform.md 4.7), without what the host adds (context, retries). */
export interface ProductEvent {
  /** For example `avi:jira:updated:issue`. */
  readonly eventType: string;
  /** Who caused it; absent for the system. */
  readonly atlassianId?: string;
  /** The installation whose app caused it, for `ignoreSelf` and `selfGenerated`. */
  readonly byInstallation?: string;
  /** Epoch ms. */
  readonly timestamp: number;
  /** The event's own members: `issue`, `changelog`, `sprint`, ... */
  readonly payload: Readonly<Record<string, unknown>>;
}
