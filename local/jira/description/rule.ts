/** What an operation takes and what scopes it needs. */
export interface Rule {
  /** Query parameters that it knows. */
  readonly query: readonly string[];
  /** Top-level body fields; absent where the body is free (property values) or there is none. */
  readonly body?: readonly string[];
  /** All of these classic scopes ... */
  readonly classic: readonly string[];
  /** ... or all of these granular ones. Both empty: no scope needed. */
  readonly granular: readonly string[];
}
