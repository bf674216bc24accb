import type { NormalIssue } from './normalise.ts';
import type { Raw } from './raw.ts';
import type { ReportBook } from './report.ts';

/** What stands in for what an export was made without. */
const standInOf = (name: 'issuetype' | 'status', fields: Raw): Raw => {
  if (name === 'issuetype') return { name: 'Task' };
  const isResolved = fields.resolution !== undefined || fields.resolutiondate !== undefined;
  return { name: isResolved ? 'Done' : 'To Do' };
};

/** Issues without a type or a status (exports of a few fields) get a usual one, and the report says so. */
export const fillIn = (issues: readonly NormalIssue[], report: ReportBook): readonly NormalIssue[] => {
  const counts = { issuetype: 0, status: 0 };
  const filled = issues.map((issue) => {
    let { fields } = issue;
    for (const name of ['issuetype', 'status'] as const) {
      if (fields[name] !== undefined) continue;
      counts[name]++;
      fields = { ...fields, [name]: standInOf(name, fields) };
    }
    return fields === issue.fields ? issue : { ...issue, fields };
  });
  if (counts.issuetype > 0) report.infer(`${counts.issuetype} issues have no type: they are tasks`);
  if (counts.status > 0) report.infer(`${counts.status} issues have no status: Done if resolved, else To Do`);
  return filled;
};
