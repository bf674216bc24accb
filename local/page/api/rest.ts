/** A refusal by the local Jira, with the sentences that it gave. */
export class RestError extends Error {
  readonly status: number;
  readonly fieldErrors: Readonly<Record<string, string>>;
  constructor(status: number, messages: readonly string[], fieldErrors: Readonly<Record<string, string>>) {
    super([...messages, ...Object.values(fieldErrors)].join(' ') || `Jira answered ${status}.`);
    this.name = 'RestError';
    this.status = status;
    this.fieldErrors = fieldErrors;
  }
}

const toError = async (answer: Response): Promise<RestError> => {
  const body: unknown = await answer.json().catch(() => ({}));
  const { errorMessages, errors, message } = { errorMessages: [], errors: {}, message: undefined, ...Object(body) };
  const messages = Array.isArray(errorMessages) ? errorMessages.map(String) : [];
  const fields = Object.entries(Object(errors)).map(([field, text]) => [field, String(text)]);
  return new RestError(answer.status, message === undefined ? messages : [String(message)], Object.fromEntries(fields));
};

export interface RestOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly body?: unknown;
}

/**
 * One call of the local site, as the person of the cookie. Throws RestError. The answer is taken at its word: its shape is
 * held to Atlassian's description by the local Jira's own tests.
 */
export const rest = async <T = unknown>(path: string, { method = 'GET', body }: RestOptions = {}): Promise<T> => {
  const answer = await fetch(path, {
    method,
    headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw await toError(answer);
  const text = await answer.text();
  // The one place where wire data gets its type; see above.
  return (text === '' ? undefined : JSON.parse(text)) as T;
};

export const withQuery = (path: string, query: Readonly<Record<string, string | number | undefined>>): string => {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return search === '' ? path : `${path}?${search}`;
};
