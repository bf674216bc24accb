import type { Field, FieldSchema } from '../jira/entities.ts';

type Flags = `${'o' | '-'}${'n' | '-'}${'s' | '-'}`;
type Row = readonly [id: string, name: string, flags: Flags, clauses: string, type?: string, items?: string];

/** Flags: orderable, navigable, searchable. Clause names are separated by blanks. As Jira Cloud's GET /field gives them. */
const ROWS: readonly Row[] = [
  ['statuscategorychangedate', 'Status Category Changed', '-ns', 'statusCategoryChangedDate', 'datetime'],
  ['parent', 'Parent', '-n-', 'parent'],
  ['fixVersions', 'Fix versions', 'ons', 'fixVersion', 'array', 'version'],
  ['statusCategory', 'Status Category', '-ns', 'statusCategory'],
  ['resolution', 'Resolution', 'ons', 'resolution', 'resolution'],
  ['lastViewed', 'Last Viewed', '-n-', 'lastViewed', 'datetime'],
  ['priority', 'Priority', 'ons', 'priority', 'priority'],
  ['labels', 'Labels', 'ons', 'labels', 'array', 'string'],
  ['timeestimate', 'Remaining Estimate', '-n-', 'remainingEstimate timeestimate', 'number'],
  ['aggregatetimeoriginalestimate', 'Σ Original Estimate', '-n-', '', 'number'],
  ['versions', 'Affects versions', 'ons', 'affectedVersion', 'array', 'version'],
  ['issuelinks', 'Linked Issues', 'ons', 'issueLink', 'array', 'issuelinks'],
  ['assignee', 'Assignee', 'ons', 'assignee', 'user'],
  ['status', 'Status', '-ns', 'status', 'status'],
  ['components', 'Components', 'ons', 'component', 'array', 'component'],
  ['issuekey', 'Key', '-n-', 'id issue issuekey key'],
  ['aggregatetimeestimate', 'Σ Remaining Estimate', '-n-', '', 'number'],
  ['creator', 'Creator', '-ns', 'creator', 'user'],
  ['subtasks', 'Sub-tasks', '-n-', 'subtasks', 'array', 'issuelinks'],
  ['reporter', 'Reporter', 'ons', 'reporter', 'user'],
  ['aggregateprogress', 'Σ Progress', '-n-', '', 'progress'],
  ['progress', 'Progress', '-n-', 'progress', 'progress'],
  ['votes', 'Votes', '-n-', 'votes', 'votes'],
  ['worklog', 'Log Work', 'o-s', '', 'array', 'worklog'],
  ['issuetype', 'Issue Type', 'ons', 'issuetype type', 'issuetype'],
  ['timespent', 'Time Spent', '-n-', 'timespent', 'number'],
  ['project', 'Project', '-ns', 'project', 'project'],
  ['aggregatetimespent', 'Σ Time Spent', '-n-', '', 'number'],
  ['resolutiondate', 'Resolved', '-ns', 'resolutiondate resolved', 'datetime'],
  ['workratio', 'Work Ratio', '-ns', 'workratio', 'number'],
  ['watches', 'Watchers', '-n-', 'watchers', 'watches'],
  ['issuerestriction', 'Restrict to', 'o-s', '', 'issuerestriction'],
  ['thumbnail', 'Images', '-n-', ''],
  ['created', 'Created', '-ns', 'created createdDate', 'datetime'],
  ['updated', 'Updated', '-ns', 'updated updatedDate', 'datetime'],
  ['timeoriginalestimate', 'Original estimate', '-n-', 'originalEstimate timeoriginalestimate', 'number'],
  ['description', 'Description', 'ons', 'description', 'string'],
  ['timetracking', 'Time tracking', 'o-s', '', 'timetracking'],
  ['security', 'Security Level', 'ons', 'level', 'securitylevel'],
  ['attachment', 'Attachment', 'o-s', 'attachments', 'array', 'attachment'],
  ['summary', 'Summary', 'ons', 'summary', 'string'],
  ['environment', 'Environment', 'ons', 'environment', 'string'],
  ['duedate', 'Due date', 'ons', 'due duedate', 'date'],
  ['comment', 'Comment', 'o-s', 'comment', 'comments-page'],
];

const toSchema = (id: string, type: string, items: string | undefined): FieldSchema =>
  items === undefined ? { type, system: id } : { type, items, system: id };

const toField = ([id, name, flags, clauses, type, items]: Row): Field => ({
  id,
  name,
  custom: false,
  orderable: flags[0] === 'o',
  navigable: flags[1] === 'n',
  searchable: flags[2] === 's',
  clauseNames: clauses === '' ? [] : clauses.split(' '),
  ...(type === undefined ? {} : { schema: toSchema(id, type, items) }),
});

/** Jira's system fields with their clause names and schemas. */
export const SYSTEM_FIELDS: readonly Field[] = ROWS.map(toField);
