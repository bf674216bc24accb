/** What an operation documents and this site does not do: refused by name, for an answer without it would look complete. */
export interface Unsupported {
  readonly query?: readonly string[];
  readonly body?: readonly string[];
  /** Values of `expand`. */
  readonly expand?: readonly string[];
}

const BY_NAME: Unsupported = { query: ['username', 'key'] };
const ISSUE: Unsupported = { expand: ['versionedRepresentations'] };
const VERSION: Unsupported = {
  expand: ['operations', 'issuesstatus', 'driver', 'approvers'],
  body: ['approvers', 'driver'],
};
const FILTER: Unsupported = { body: ['editPermissions'] };
const COMPONENT: Unsupported = { body: ['leadUserName', 'ari', 'metadata'] };
const COMMENT: Unsupported = { body: ['visibility', 'properties', 'jsdPublic'] };
const CHANGE: Unsupported = { body: ['historyMetadata'], expand: ['versionedRepresentations'] };

/** By operation, from Atlassian's description; checked before the operation runs. */
export const unsupported: Readonly<Record<string, Unsupported>> = {
  'GET /rest/api/3/search/jql': ISSUE,
  'POST /rest/api/3/search/jql': ISSUE,
  'POST /rest/api/3/issue/bulkfetch': ISSUE,
  'GET /rest/api/3/issue/{issueIdOrKey}': ISSUE,
  'POST /rest/api/3/issue': CHANGE,
  'PUT /rest/api/3/issue/{issueIdOrKey}': CHANGE,
  'POST /rest/api/3/issue/{issueIdOrKey}/transitions': CHANGE,
  'POST /rest/api/3/issue/{issueIdOrKey}/comment': COMMENT,
  'PUT /rest/api/3/issue/{issueIdOrKey}/comment/{id}': COMMENT,
  'POST /rest/api/3/issue/{issueIdOrKey}/notify': { body: ['restrict'] },
  'GET /rest/api/3/field/search': {
    expand: ['stableId', 'lastUsed', 'screensCount', 'contextsCount', 'isLocked', 'searcherKey'],
  },
  'POST /rest/api/3/filter': FILTER,
  'PUT /rest/api/3/filter/{id}': FILTER,
  'GET /rest/api/3/filter/search': { query: ['isSubstringMatch'] },
  'GET /rest/api/3/group/bulk': { query: ['accessType', 'applicationKey'] },
  'GET /rest/api/3/groups/picker': { query: ['userName'] },
  'GET /rest/api/3/mypermissions': { query: ['projectUuid', 'projectConfigurationUuid', 'commentId'] },
  'GET /rest/api/3/project': { query: ['recent'] },
  'GET /rest/api/3/project/search': { query: ['categoryId', 'propertyQuery'] },
  'GET /rest/api/3/user': BY_NAME,
  'GET /rest/api/3/user/bulk': BY_NAME,
  'GET /rest/api/3/user/groups': BY_NAME,
  'GET /rest/api/3/user/search': { query: ['username'] },
  'GET /rest/api/3/user/assignable/search': { query: ['username', 'accountType', 'appType', 'actionDescriptorId'] },
  'GET /rest/api/3/version/{id}': VERSION,
  'POST /rest/api/3/version': VERSION,
  'PUT /rest/api/3/version/{id}': VERSION,
  'POST /rest/api/3/version/{id}/removeAndSwap': { body: ['customFieldReplacementList'] },
  'GET /rest/api/3/project/{projectIdOrKey}/version': VERSION,
  'GET /rest/api/3/project/{projectIdOrKey}/versions': VERSION,
  'POST /rest/api/3/component': COMPONENT,
  'PUT /rest/api/3/component/{id}': COMPONENT,
};
