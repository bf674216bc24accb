/** What checks need of an item's texts, computed when it is read: the text itself is not stored. */
export interface Facts {
  /** Characters of the description's text. */
  readonly descriptionLength: number;
  /** Entries of the description's lists and check lists: where acceptance criteria usually are. */
  readonly listItems: number;
}

export const NO_FACTS: Facts = { descriptionLength: 0, listItems: 0 };

const LIST_ITEMS: ReadonlySet<unknown> = new Set(['listItem', 'taskItem']);
/** Deeper than editors nest; broken documents cannot make this endless. */
const MAX_DEPTH = 40;

const isNode = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const add = (a: Facts, b: Facts): Facts => ({
  descriptionLength: a.descriptionLength + b.descriptionLength,
  listItems: a.listItems + b.listItems,
});

const factsOfNode = (node: unknown, depth: number): Facts => {
  if (!isNode(node) || depth > MAX_DEPTH) return NO_FACTS;
  const { type, text, content } = node;
  const own: Facts = {
    descriptionLength: typeof text === 'string' ? text.length : 0,
    listItems: LIST_ITEMS.has(type) ? 1 : 0,
  };
  const children: readonly unknown[] = Array.isArray(content) ? content : [];
  return children.reduce<Facts>((sum, child) => add(sum, factsOfNode(child, depth + 1)), own);
};

/** Reads a description in Atlassian's document format; anything else counts as none. */
export const factsOf = (description: unknown): Facts => factsOfNode(description, 0);
