import { isRaw, listAt, rawAt, textAt, toInstant } from './raw.ts';
import type { Raw } from './raw.ts';
import { slimIssue } from './slim.ts';
import type { ReportBook } from './report.ts';

/** What an export's values are, sorted. */
export interface SortedValues {
  /** By id or key; of an issue that comes twice, the one updated last, of equals the last. */
  readonly issues: Map<string, Raw>;
  /** Field beans, from a field list or from a page's `names` and `schema`. */
  readonly fields: Map<string, Raw>;
  readonly issueTypes: Raw[];
  readonly sprints: Raw[];
  readonly boards: Raw[];
  readonly serverInfo: Raw[];
}

export const noValues = (): SortedValues => ({
  issues: new Map(),
  fields: new Map(),
  issueTypes: [],
  sprints: [],
  boards: [],
  serverInfo: [],
});

const isIssue = (value: Raw): boolean =>
  isRaw(value.fields) && (textAt(value, 'key') ?? textAt(value, 'id')) !== undefined;
const isField = (value: Raw): boolean =>
  textAt(value, 'id') !== undefined &&
  ('clauseNames' in value || 'navigable' in value || (isRaw(value.schema) && textAt(value, 'name') !== undefined));
const isIssueType = (value: Raw): boolean => 'subtask' in value || 'hierarchyLevel' in value;
const isSprint = (value: Raw): boolean => 'originBoardId' in value && 'state' in value;
const isBoard = (value: Raw): boolean =>
  textAt(value, 'type') !== undefined && ('location' in value || String(value.self).includes('/board/'));

/** Field names and schemas that a page of results brought with `expand=names,schema`. */
const takePageFields = (page: Raw, into: SortedValues): void => {
  const names = rawAt(page, 'names') ?? {};
  for (const [id, name] of Object.entries(names)) {
    if (typeof name !== 'string') continue;
    const schema = rawAt(rawAt(page, 'schema'), id);
    into.fields.set(id, { ...into.fields.get(id), id, name, ...(schema === undefined ? {} : { schema }) });
  }
};

const updatedOf = (issue: Raw): number =>
  toInstant(rawAt(issue, 'fields')?.updated ?? rawAt(issue, 'fields')?.Updated) ?? -Infinity;

const takeIssue = (value: Raw, into: SortedValues, report: ReportBook): void => {
  const id = textAt(value, 'id') ?? textAt(value, 'key') ?? '';
  const known = into.issues.get(id);
  if (known !== undefined)
    report.leaveOut('issue', 'it comes more than once; the one updated last counts', textAt(value, 'key') ?? id);
  if (known === undefined || updatedOf(value) >= updatedOf(known)) into.issues.set(id, slimIssue(value));
};

const takePage = (page: Raw, members: readonly unknown[], into: SortedValues, report: ReportBook): void => {
  takePageFields(page, into);
  for (const member of members) takeValue(member, into, report);
};

/** Sorts one value, whatever it is: an issue, a page, a list, a bean of another kind. What it is not is counted. */
export const takeValue = (value: unknown, into: SortedValues, report: ReportBook): void => {
  if (Array.isArray(value)) {
    for (const member of value) takeValue(member, into, report);
    return;
  }
  if (!isRaw(value)) return report.leaveOut('value', 'it is not an object', JSON.stringify(value).slice(0, 60));
  if (isIssue(value)) {
    takePageFields(value, into);
    return takeIssue(value, into, report);
  }
  if (Array.isArray(value.issues)) return takePage(value, listAt(value, 'issues'), into, report);
  if (Array.isArray(value.values)) return takePage(value, listAt(value, 'values'), into, report);
  if (isField(value)) into.fields.set(textAt(value, 'id') ?? '', value);
  else if (isSprint(value)) into.sprints.push(value);
  else if (isIssueType(value)) into.issueTypes.push(value);
  else if ('serverTitle' in value || 'deploymentType' in value) into.serverInfo.push(value);
  else if (isBoard(value)) into.boards.push(value);
  else
    report.leaveOut(
      'value',
      'it is no issue, page of issues, field, issue type, sprint or board',
      JSON.stringify(value).slice(0, 60),
    );
};
