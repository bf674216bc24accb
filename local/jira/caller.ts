/** Who asks, and through what: decides permissions, scopes, limits and cost. */
export interface Caller {
  /** Whose eyes and hands; undefined is anonymous. For `asApp` it is the app's own account. */
  readonly accountId: string | undefined;
  /** Absent for a script or the site's own pages: no scopes, limits or points apply to those. */
  readonly app?: AppCall;
}
export interface AppCall {
  readonly installationId: string;
  readonly scopes: readonly string[];
  /** `bridge` is the browser's requestJira: as the user, scopes and bursts apply, points do not (platform.md 2.1). */
  readonly via: 'as-user' | 'as-app' | 'bridge';
}
