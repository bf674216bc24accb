import { SYSTEM_FIELDS } from '../system-fields.ts';

/** Other labels that Jira gave its system fields over the years, beside those of GET /field. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  'work type': 'issuetype',
  type: 'issuetype',
  'fix version/s': 'fixVersions',
  'fix version': 'fixVersions',
  'affects version/s': 'versions',
  'affects version': 'versions',
  'component/s': 'components',
  'issue links': 'issuelinks',
  'linked work items': 'issuelinks',
  'original estimate': 'timeoriginalestimate',
  'time estimate': 'timeestimate',
  due: 'duedate',
  comments: 'comment',
  'sub-tasks': 'subtasks',
  subtasks: 'subtasks',
  'security level': 'security',
  watches: 'watches',
};

const IDS_BY_NAME = new Map<string, string>([
  ...SYSTEM_FIELDS.map((field): [string, string] => [field.name.toLowerCase(), field.id]),
  ...Object.entries(OTHER_NAMES),
]);
const SYSTEM_IDS = new Set(SYSTEM_FIELDS.map((field) => field.id));

/** The id of a system field by its id or by any of its labels; undefined for others. */
export const systemFieldId = (name: string): string | undefined =>
  SYSTEM_IDS.has(name) ? name : IDS_BY_NAME.get(name.toLowerCase());
