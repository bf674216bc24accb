import type { Caller } from './caller.ts';
import type { Site } from './site.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** One call of one operation, after the gateway has checked authentication, scopes, limits and names of parameters. */
export interface Call {
  readonly site: Site;
  readonly caller: Caller;
  /** Path parameters, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The parsed JSON body; undefined where there is none. */
  readonly body: unknown;
  /** The site's time, epoch ms, read once. */
  readonly now: number;
}
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Objects returned, for the points that this read costs (platform.md 2.1); default none. */
  readonly objects?: { readonly core?: number; readonly identity?: number };
}
export interface Operation {
  readonly method: Method;
  /** As in Atlassian's description, for example `/rest/api/3/issue/{issueIdOrKey}`. */
  readonly path: string;
  readonly handle: (call: Call) => Answer | Promise<Answer>;
  /** Removed from Jira: answers 410 whatever is asked, so neither names nor scopes are checked. */
  readonly gone?: true;
}

export const ok = (body: unknown, objects?: Answer['objects']): Answer =>
  objects === undefined ? { status: 200, body } : { status: 200, body, objects };
export const created = (body: unknown): Answer => ({ status: 201, body });
export const noContent = (): Answer => ({ status: 204 });
