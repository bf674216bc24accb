import { expect, test } from '@jest/globals';
import { aJira, aPerson } from './a-site.ts';

const asking = (headers: Record<string, string>) => new Request('http://localhost/rest/api/3/myself', { headers });
const basic = (text: string) => ({ authorization: `Basic ${btoa(text)}` });

const site = () => {
  const { jira } = aJira({ operations: [] });
  jira.site.store.users.put(aPerson('ann'));
  jira.site.store.users.put(aPerson('gone', { active: false }));
  jira.site.store.users.put(aPerson('robot', { accountType: 'app' }));
  return jira;
};

test('Basic with a person’s e-mail and any token is that person, whatever the case of the e-mail', () => {
  expect(site().callerOf(asking(basic('Ann@Example.com:anything')))).toEqual({ accountId: 'ann' });
});

test('no Authorization is anonymous', () => {
  expect(site().callerOf(asking({}))).toEqual({ accountId: undefined });
});

test('the site’s own pages say by cookie who looks', () => {
  expect(site().callerOf(asking({ cookie: 'a=b; interlock-person=ann' }))).toEqual({ accountId: 'ann' });
  expect(site().callerOf(asking({ cookie: 'interlock-person=nobody' }))).toEqual({ accountId: undefined });
});

test.each([
  ['an unknown e-mail', basic('eve@example.com:x')],
  ['a deactivated person', basic('gone@example.com:x')],
  ['the app’s own account', basic('robot@example.com:x')],
  ['an empty token', basic('ann@example.com:')],
  ['another scheme', { authorization: 'Bearer abc' }],
])('%s is a 401 in Jira’s words', async (_, headers) => {
  const refused = site().callerOf(asking(headers));
  if (!(refused instanceof Response)) throw new Error('expected a refusal');
  expect(refused.status).toBe(401);
  expect(await refused.json()).toEqual({
    message: 'Client must be authenticated to access this resource.',
    'status-code': 401,
  });
});
