import type { Caller } from '../caller.ts';
import type { Index, Store } from '../store.ts';
import type { User } from '../entities.ts';

/** The cookie by which the site's own pages say who is looking. */
export const PERSON_COOKIE = 'interlock-person';

const refusal = (): Response =>
  Response.json(
    { message: 'Client must be authenticated to access this resource.', 'status-code': 401 },
    {
      status: 401,
      headers: { 'www-authenticate': 'OAuth realm="local"', 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' },
    },
  );

const basicEmail = (header: string): string | undefined => {
  const [scheme, encoded] = header.split(' ');
  if (scheme?.toLowerCase() !== 'basic' || encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon > 0 && colon < text.length - 1 ? text.slice(0, colon).toLowerCase() : undefined;
};

const cookieOf = (request: Request, name: string): string | undefined => {
  const pair = (request.headers.get('cookie') ?? '')
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`));
  return pair === undefined ? undefined : decodeURIComponent(pair.slice(name.length + 1));
};

/**
 * Who a request comes from: Basic e-mail:any token, else the person cookie, else anonymous. Anything else in `Authorization`
 * (an unknown or deactivated person, an empty token, another scheme) is a 401 in Jira's words.
 */
export const buildCallerOf = (store: Store): ((request: Request) => Caller | Response) => {
  const byEmail: Index<User> = store.users.index((user) =>
    user.accountType === 'app' ? [] : [user.emailAddress.toLowerCase()],
  );
  return (request) => {
    const header = request.headers.get('authorization');
    if (header !== null) {
      const user = byEmail.of(basicEmail(header) ?? '').find((candidate) => candidate.active);
      return user === undefined ? refusal() : { accountId: user.id };
    }
    const user = store.users.get(cookieOf(request, PERSON_COOKIE));
    return { accountId: user?.active === true ? user.id : undefined };
  };
};
