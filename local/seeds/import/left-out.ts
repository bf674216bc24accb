import type { ImportContext } from './context.ts';
import { listAt, numberAt, rawAt } from './raw.ts';

/** System fields that the importer places. */
const PLACED = new Set([
  'summary',
  'issuetype',
  'project',
  'status',
  'priority',
  'resolution',
  'resolutiondate',
  'created',
  'updated',
  'assignee',
  'reporter',
  'creator',
  'description',
  'duedate',
  'parent',
  'labels',
  'components',
  'fixVersions',
  'versions',
  'security',
  'issuelinks',
  'timeoriginalestimate',
  'timeestimate',
  'timespent',
  'timetracking',
  'comment',
  'statuscategorychangedate',
  'sprint',
  'closedSprints',
  'epic',
  'flagged',
]);
/** What Jira computes from the rest: the site does so too. */
const COMPUTED = new Set([
  'aggregateprogress',
  'progress',
  'aggregatetimeestimate',
  'aggregatetimeoriginalestimate',
  'aggregatetimespent',
  'workratio',
  'lastViewed',
  'subtasks',
  'statusCategory',
  'issuekey',
  'thumbnail',
]);
const REASONS: Readonly<Record<string, string>> = {
  votes: 'the site keeps no votes',
  watches: 'the site keeps no watchers',
  worklog: 'the site keeps no work log',
  attachment: 'the site keeps no attachments',
  environment: 'the site keeps no environment',
};

const countOf = (name: string, value: unknown): number => {
  if (name === 'votes') return numberAt(value, 'votes') ?? 0;
  if (name === 'watches') return numberAt(value, 'watchCount') ?? 0;
  if (name === 'worklog') return numberAt(value, 'total') ?? listAt(value, 'worklogs').length;
  return Array.isArray(value) ? value.length : 1;
};

/** Members of an issue beside its fields that are placed, or say only where it came from. */
const MEMBERS = new Set(['id', 'key', 'self', 'expand', 'fields', 'changelog', 'names', 'schema']);

/** Counts what no step has a place for: members and system fields of the issues, and children that are not in the files. */
export const reportLeftOut = (context: ImportContext): void => {
  const { report } = context;
  const keys = new Set(context.issues.map((issue) => issue.key));
  for (const { raw, fields, key } of context.issues) {
    for (const name of Object.keys(raw))
      if (!MEMBERS.has(name)) report.leaveOut(`member ${name}`, 'nothing is known of it', key);
    for (const [name, value] of Object.entries(fields)) {
      if (name.startsWith('customfield_') || PLACED.has(name) || COMPUTED.has(name)) continue;
      const count = countOf(name, value);
      if (count > 0) report.leaveOut(name, REASONS[name] ?? 'nothing is known of this field', key, count);
    }
    for (const child of listAt(fields, 'subtasks')) {
      const childKey = String(rawAt({ child }, 'child')?.key ?? '');
      if (!keys.has(childKey))
        report.leaveOut('sub-task', 'its parent names it, but it is not in the export', childKey);
    }
  }
};
