import { route } from '@forge/api';
import { z } from 'zod';
import type { FieldId, ProjectId, TypeId, WorkItemId } from '../core/ids.ts';
import type { JiraClient } from './client.ts';
import { parseAnswer, wireId } from './wire.ts';

const TYPES = '/rest/api/3/issue/createmeta/{projectIdOrKey}/issuetypes';
const FIELDS = '/rest/api/3/issue/createmeta/{projectIdOrKey}/issuetypes/{issueTypeId}';
const ISSUE = '/rest/api/3/issue';
/** More than any create screen holds, and Jira's most for a page. */
const PAGE = 200;

export interface CreateType {
  readonly id: TypeId;
  readonly name: string;
  readonly isSubtask: boolean;
}
/** The types in which this user may create work in a project; none without the permission. */
export const listCreateTypes = async (client: JiraClient, projectId: ProjectId): Promise<readonly CreateType[]> => {
  const target = route`/rest/api/3/issue/createmeta/${projectId}/issuetypes?maxResults=${PAGE}`;
  const shape = z.looseObject({
    issueTypes: z.array(z.looseObject({ id: wireId, name: z.string(), subtask: z.boolean().optional() })),
  });
  const { issueTypes } = parseAnswer(shape, await client({ method: 'GET', route: target, operation: TYPES }), TYPES);
  return issueTypes.map(({ id, name, subtask }) => ({ id, name, isSubtask: subtask ?? false }));
};

export interface CreateField {
  readonly id: FieldId;
  readonly name: string;
  /** The project asks for it, and gives no value by itself. */
  readonly isAsked: boolean;
}
/** What creating an item of a type takes in a project, and what of it is asked for. */
export const listCreateFields = async (
  client: JiraClient,
  projectId: ProjectId,
  typeId: TypeId,
): Promise<readonly CreateField[]> => {
  const target = route`/rest/api/3/issue/createmeta/${projectId}/issuetypes/${typeId}?maxResults=${PAGE}`;
  const shape = z.looseObject({
    fields: z.array(
      z.looseObject({
        fieldId: z.string(),
        name: z.string(),
        required: z.boolean(),
        hasDefaultValue: z.boolean().optional(),
      }),
    ),
  });
  const { fields } = parseAnswer(shape, await client({ method: 'GET', route: target, operation: FIELDS }), FIELDS);
  return fields.map(({ fieldId, name, required, hasDefaultValue }) => ({
    id: fieldId,
    name,
    isAsked: required && hasDefaultValue !== true,
  }));
};

/** Creates an item with these fields. Not to be repeated: Jira cannot tell a second one from the first. */
export const createItem = async (
  client: JiraClient,
  fields: Readonly<Record<FieldId, unknown>>,
): Promise<{ readonly id: WorkItemId; readonly key: string }> => {
  const request = { method: 'POST', route: route`/rest/api/3/issue`, operation: ISSUE, body: { fields } } as const;
  const { id, key } = parseAnswer(z.looseObject({ id: z.string(), key: z.string() }), await client(request), ISSUE);
  return { id, key };
};
