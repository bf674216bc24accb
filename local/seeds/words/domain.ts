/** What one kind of team works on: the words that its work items are named with. */
export interface Domain {
  readonly area: string;
  readonly components: readonly string[];
  readonly epics: readonly string[];
  /** Names of work around today: each used once in a team. */
  readonly stories: readonly string[];
  readonly bugs: readonly string[];
  /** Nouns in the plural for the generated names of older and later work. */
  readonly subjects: readonly string[];
}
