import type { Caller } from '../../jira/caller.ts';
import type { Site } from '../../jira/site.ts';

/** One installation of the app, as the pages name it. */
export interface UiInstallation {
  readonly id: string;
  /** The app's UUID, without `ari:cloud:ecosystem::app/`. */
  readonly appId: string;
  readonly appName: string;
  readonly appVersion: string;
  readonly environmentId: string;
  readonly environmentType: 'DEVELOPMENT' | 'STAGING' | 'PRODUCTION';
}
export interface UiInvocation {
  readonly installation: string;
  readonly moduleKey: string;
  readonly functionKey: string;
  readonly payload: unknown;
  readonly accountId: string;
  /** The resolver's `context.extension`, built here from what this person may see. */
  readonly extension: Readonly<Record<string, unknown>>;
}
export type UiInvocationResult =
  | {
      readonly body: unknown;
      readonly rateLimit?: { readonly limit: number; readonly remaining: number; readonly reset: number };
    }
  | { readonly error: { readonly message: string; readonly status?: number } };

/** A realtime channel as one frame sees it (platform.md 1.6): `scope` is empty for a global channel. */
export interface UiChannel {
  readonly installation: string;
  readonly channel: string;
  readonly isGlobal: boolean;
  /** Module type and the issue or project that must be equal on both sides. */
  readonly scope: Readonly<Record<string, string>>;
  readonly token?: string;
  readonly accountId: string;
}
export interface UiRealtime {
  publish(
    channel: UiChannel,
    payload: unknown,
  ): { readonly eventId: string | null; readonly eventTimestamp: string | null; readonly errors?: readonly unknown[] };
  /** Gives the way to stop; throws where the token does not allow it. */
  subscribe(
    channel: UiChannel,
    onEvent: (payload: unknown) => void,
    options?: { readonly replaySeconds?: number },
  ): () => void;
}

/** What the site's own pages need of the host that mounts them. */
export interface UiHost {
  readonly site: Site;
  /** The local Jira, asked as that caller. */
  readonly fetchJira: (request: Request, caller: Caller) => Promise<Response>;
  /** `manifest.yml`, parsed. */
  readonly manifest: unknown;
  /** The folder that the manifest's resource paths are relative to. */
  readonly appRoot: string;
  readonly installations: () => readonly UiInstallation[];
  readonly invoke: (invocation: UiInvocation) => Promise<UiInvocationResult>;
  readonly realtime: UiRealtime;
  /** Built pages; default `local/page/dist`. */
  readonly pageRoot?: string;
}
