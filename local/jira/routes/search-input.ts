import { badRequest } from '../errors.ts';
import type { Call } from '../operation.ts';
import { readInteger, readList } from '../wire/page.ts';
import { readIds, readObject, readText } from './body.ts';

/** What `search/jql` is asked, from the query of a GET or the body of a POST. */
export interface SearchInput {
  readonly jql: string;
  readonly maxResults: number;
  readonly fields: readonly string[] | undefined;
  readonly expand: ReadonlySet<string>;
  readonly properties: readonly string[];
  readonly nextPageToken: string | undefined;
  readonly reconcileIssueIds: readonly string[];
}

/** Atlassian's description of `search/jql`. */
const PAGE_STANDARD = 50;
const PROPERTIES_MAX = 5;

const words = (text: string | undefined): ReadonlySet<string> =>
  new Set((text ?? '').split(',').flatMap((word) => (word.trim() === '' ? [] : [word.trim()])));

const readCount = (body: Readonly<Record<string, unknown>>, name: string, fallback: number): number => {
  const value = body[name] ?? fallback;
  if (typeof value !== 'number' || !Number.isSafeInteger(value))
    throw badRequest(`The value of '${name}' must be a whole number.`);
  return value;
};

const fromQuery = ({ query }: Call): SearchInput => {
  const fields = readList(query, 'fields');
  return {
    jql: query.get('jql') ?? '',
    maxResults: readInteger(query, 'maxResults', PAGE_STANDARD),
    fields: fields.length === 0 ? undefined : fields,
    expand: words(query.getAll('expand').join(',')),
    properties: readList(query, 'properties'),
    nextPageToken: query.get('nextPageToken') ?? undefined,
    reconcileIssueIds: readList(query, 'reconcileIssues'),
  };
};

const fromBody = (call: Call): SearchInput => {
  const body = readObject(call.body);
  const fields = readIds(body, 'fields');
  return {
    jql: readText(body, 'jql') ?? '',
    maxResults: readCount(body, 'maxResults', PAGE_STANDARD),
    fields: fields.length === 0 ? undefined : fields,
    expand: words(readText(body, 'expand')),
    properties: readIds(body, 'properties'),
    nextPageToken: readText(body, 'nextPageToken'),
    reconcileIssueIds: readIds(body, 'reconcileIssues'),
  };
};

/** Reads and checks what `search/jql` is asked; throws 400 for what Atlassian's description does not allow. */
export const readSearchInput = (call: Call, from: 'query' | 'body'): SearchInput => {
  const input = from === 'query' ? fromQuery(call) : fromBody(call);
  if (input.maxResults < 1) throw badRequest("The value of 'maxResults' must be greater than 0.");
  if (input.properties.length > PROPERTIES_MAX)
    throw badRequest(`At most ${PROPERTIES_MAX} issue properties can be asked for.`);
  const odd = input.reconcileIssueIds.find((id) => !/^\d+$/.test(id));
  if (odd !== undefined) throw badRequest(`The value '${odd}' of 'reconcileIssues' is not an issue ID.`);
  return { ...input, nextPageToken: input.nextPageToken === '' ? undefined : input.nextPageToken };
};
