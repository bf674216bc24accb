import { chunk } from '../../core/list/chunk.ts';
import { JiraError } from '../../jira/errors.ts';

/** What Jira takes in one call, as far as it is known: shrinks when Jira refuses. */
export interface PageSize {
  most: number;
}

const isTooLarge = (error: unknown): boolean => error instanceof JiraError && [400, 413].includes(error.status);

/** One page; where Jira refuses it, its halves one after the other, so that a refusal for another reason ends soon. */
const readPage = async <Item, Answer>(
  page: readonly Item[],
  size: PageSize,
  read: (page: readonly Item[]) => Promise<Answer>,
): Promise<readonly Answer[]> => {
  // Other pages may have learnt in the meantime.
  if (page.length > size.most) return readInOrder(page, size, read);
  try {
    return [await read(page)];
  } catch (error) {
    if (!isTooLarge(error) || page.length === 1) throw error;
    size.most = Math.min(size.most, Math.ceil(page.length / 2));
    return readInOrder(page, size, read);
  }
};

const readInOrder = async <Item, Answer>(
  items: readonly Item[],
  size: PageSize,
  read: (page: readonly Item[]) => Promise<Answer>,
): Promise<readonly Answer[]> => {
  const answers: Answer[] = [];
  for (const page of chunk(items, size.most)) answers.push(...(await readPage(page, size, read)));
  return answers;
};

/**
 * Reads in pages as large as Jira takes, side by side within the client's lanes: a page that Jira refuses with 400 or 413 is read
 * by halves, and `size` remembers. Throws what Jira says of a page of one.
 */
export const readPages = async <Item, Answer>(
  items: readonly Item[],
  size: PageSize,
  read: (page: readonly Item[]) => Promise<Answer>,
): Promise<readonly Answer[]> => {
  const pages = chunk(items, size.most).map((page) => readPage(page, size, read));
  return (await Promise.all(pages)).flat();
};
