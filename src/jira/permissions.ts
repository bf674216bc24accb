import { route } from '@forge/api';
import { z } from 'zod';
import type { JiraClient } from './client.ts';
import { parseAnswer } from './wire.ts';

const MY_PERMISSIONS = '/rest/api/3/mypermissions';
const shape = z.looseObject({
  permissions: z.record(z.string(), z.looseObject({ havePermission: z.boolean() })),
});

/** Whether this user administers Jira (`ADMINISTER`, a global permission). */
export const isJiraAdmin = async (client: JiraClient): Promise<boolean> => {
  const answer = await client({
    method: 'GET',
    route: route`/rest/api/3/mypermissions?permissions=ADMINISTER`,
    operation: MY_PERMISSIONS,
  });
  return parseAnswer(shape, answer, MY_PERMISSIONS).permissions['ADMINISTER']?.havePermission ?? false;
};
