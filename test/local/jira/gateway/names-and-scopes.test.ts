import { expect, test } from '@jest/globals';
import type { AppCall } from '../../../../local/jira/caller.ts';
import { ok } from '../../../../local/jira/operation.ts';
import { aJira, aRequest } from './a-site.ts';

const CHECK = '/rest/api/3/permissions/check';
const BOARD_ISSUES = '/rest/software/1.0/board/{boardId}/issue';

const aSite = () => {
  let ran = 0;
  const handle = () => {
    ran += 1;
    return ok({});
  };
  const { jira } = aJira({
    operations: [
      { method: 'POST', path: CHECK, handle },
      { method: 'GET', path: BOARD_ISSUES, handle },
    ],
  });
  const as = (scopes: readonly string[] | undefined, request: Request) => {
    const app: AppCall | undefined =
      scopes === undefined ? undefined : { installationId: 'one', scopes, via: 'as-user' };
    return jira.fetch(request, { accountId: 'ann', ...(app === undefined ? {} : { app }) });
  };
  return { as, ran: () => ran };
};

test('an unknown query parameter is a 400 that names it', async () => {
  const { as, ran } = aSite();
  const answer = await as(undefined, aRequest('GET', '/rest/software/1.0/board/1/issue?maxResults=5&startAt=50'));
  expect(answer.status).toBe(400);
  expect(await answer.json()).toEqual({
    errorMessages: [`The query parameter 'startAt' is not known to GET ${BOARD_ISSUES}.`],
    errors: {},
  });
  expect(ran()).toBe(0);
});

test('an unknown field of the body is a 400 under its name', async () => {
  const { as, ran } = aSite();
  const answer = await as(undefined, aRequest('POST', CHECK, { accountId: 'x', permissions: [] }));
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ errors: { permissions: expect.stringContaining('Unrecognized field') } });
  expect(ran()).toBe(0);
});

test('known names pass', async () => {
  const { as } = aSite();
  expect((await as(undefined, aRequest('POST', CHECK, { globalPermissions: [] }))).status).toBe(200);
  expect((await as(undefined, aRequest('GET', '/rest/software/1.0/board/1/issue?jql=x&fields=id'))).status).toBe(200);
});

test('a call of the app without the scope is a 401 in the words of Atlassian’s gateway', async () => {
  const { as, ran } = aSite();
  const answer = await as(['read:jira-user'], aRequest('POST', CHECK, {}));
  expect(answer.status).toBe(401);
  expect(await answer.json()).toEqual({ code: 401, message: 'Unauthorized; scope does not match' });
  expect(ran()).toBe(0);
});

test.each([['read:jira-work'], ['read:permission:jira']])('permissions/check takes %s alone', async (scope) => {
  expect((await aSite().as([scope], aRequest('POST', CHECK, {}))).status).toBe(200);
});

const asked = () => aRequest('GET', '/rest/software/1.0/board/1/issue');

test('granular scopes count only as a whole set', async () => {
  const { as } = aSite();
  expect((await as(['read:board-scope:jira-software', 'read:jira-work'], asked())).status).toBe(401);
  expect((await as(['read:board-scope:jira-software', 'read:issue-details:jira'], asked())).status).toBe(200);
});

test('scripts need no scopes', async () => {
  expect((await aSite().as(undefined, aRequest('POST', CHECK, {}))).status).toBe(200);
});
