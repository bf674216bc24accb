import { expect, test } from '@jest/globals';
import { searchIssues } from '../../../../local/jira/jql/index.ts';
import { smallSite } from './site.ts';

const { site } = smallSite();
const keys = (jql: string, accountId = 'ada'): string =>
  searchIssues(site, accountId, jql)
    .map((issue) => issue.key)
    .join(' ');

test.each([
  ['project = PAY ORDER BY key', 'PAY-1 PAY-2 PAY-3 PAY-4 PAY-5'],
  ['project = PAY', 'PAY-5 PAY-4 PAY-3 PAY-2 PAY-1'],
  ['project in (WEB) order by key', 'WEB-1 WEB-2'],
  ['project = "web shop" order by key desc', 'WEB-2 WEB-1'],
  ['project != PAY order by key', 'WEB-1 WEB-2'],
  ['key in (PAY-2, web-1) order by key', 'PAY-2 WEB-1'],
  ['key > PAY-3 order by key', 'PAY-4 PAY-5'],
  ['issuekey = PAY-1', 'PAY-1'],
  ['type = Epic', 'PAY-1'],
  ['issuetype in standardIssueTypes() and project = PAY order by key', 'PAY-1 PAY-2 PAY-3 PAY-4'],
  ['issuetype in subtaskIssueTypes()', 'PAY-5'],
  ['hierarchyLevel = 1', 'PAY-1'],
  ['hierarchyLevel < 0', 'PAY-5'],
  ['status = done', 'PAY-3'],
  ['status != Done and project = PAY order by key', 'PAY-1 PAY-2 PAY-4 PAY-5'],
  ['statusCategory = "In Progress"', 'PAY-4'],
  ['statusCategory in (Done, indeterminate) order by key', 'PAY-3 PAY-4'],
  ['resolution = Unresolved and project = PAY order by key', 'PAY-1 PAY-2 PAY-4 PAY-5'],
  ['resolution is not EMPTY', 'PAY-3'],
  ['priority > Medium order by priority desc', 'PAY-1 PAY-3'],
  ['assignee = currentUser() order by key', 'PAY-2 WEB-2'],
  ['assignee in (currentUser(), "Bo Burnham") order by key', 'PAY-2 PAY-3 WEB-2'],
  ['assignee != ada order by key', 'PAY-3'],
  ['not assignee = ada order by key', 'PAY-3'],
  ['not (assignee = ada or status = Done) order by key', ''],
  ['assignee is empty and project = WEB', 'WEB-1'],
  ['assignee in (empty, bo) and project = PAY order by key', 'PAY-1 PAY-3 PAY-4 PAY-5'],
  ['assignee in membersOf(payers) order by key', 'PAY-2 PAY-3 WEB-2'],
  ['reporter = bo order by key', 'PAY-2 WEB-1 WEB-2'],
  ['labels = BACKEND order by key', 'PAY-2 WEB-1'],
  ['labels not in (urgent) order by key', 'WEB-1'],
  ['component = API', 'PAY-2'],
  ['component in componentsLeadByUser(bo)', 'PAY-2'],
  ['fixVersion = 2.0', 'PAY-2'],
  ['fixVersion < "2.0"', 'PAY-3'],
  ['fixVersion in releasedVersions()', 'PAY-3'],
  ['fixVersion in unreleasedVersions(PAY)', 'PAY-2'],
  ['fixVersion = latestReleasedVersion(PAY)', 'PAY-3'],
  ['sprint = 11 order by key', 'PAY-2 PAY-3'],
  ['sprint in ("PAY 2", 13) order by key', 'PAY-2 PAY-4'],
  ['sprint in openSprints()', 'PAY-2'],
  ['sprint in futureSprints() or sprint in closedSprints() order by key', 'PAY-2 PAY-3 PAY-4'],
  ['sprint not in openSprints() order by key', 'PAY-3 PAY-4'],
  ['sprint is empty and project = PAY order by key', 'PAY-1 PAY-5'],
  ['parent = PAY-1', 'PAY-2'],
  ['"Epic Link" = PAY-1', 'PAY-2'],
  ['parentEpic = PAY-1 order by key', 'PAY-2 PAY-5'],
  ['key in childIssuesOf(PAY-1) order by key', 'PAY-2 PAY-5'],
  ['parent is not empty order by key', 'PAY-2 PAY-5'],
  ['issue in linkedIssues(PAY-2) order by key', 'PAY-4 WEB-1'],
  ['issue in linkedIssues(PAY-2, blocks)', 'WEB-1'],
  ['issue in linkedIssues(WEB-1, "is blocked by")', 'PAY-2'],
  ['issue in linkedIssues(WEB-1, blocks)', ''],
  ['issueLinkType = "is blocked by"', 'WEB-1'],
  ['issueLink = PAY-2 order by key', 'PAY-4 WEB-1'],
  ['flagged = Impediment', 'PAY-4'],
  ['flagged is empty and status = "In Progress"', ''],
  ['"Story Points" >= 3 order by "Story Points"', 'PAY-3 PAY-2'],
  ['"Story Points" = 0', 'PAY-4'],
  ['"Story Points" != 5 order by key', 'PAY-3 PAY-4'],
  ['"Story Points" is empty and project = PAY order by key', 'PAY-1 PAY-5'],
  ['cf[10016] = 5 or customfield_10016 = 5 or "Story Points" = 5', 'PAY-2'],
  ['Team = "Team Rocket"', 'PAY-2'],
  ['due = "2026-11-22"', 'PAY-2'],
  ['due < now()', 'PAY-3'],
  ['due <= endOfDay() order by due desc', 'PAY-2 PAY-3'],
  ['duedate is empty and type = Epic', 'PAY-1'],
  ['updated >= -2h', 'PAY-2'],
  ['updated >= -1d order by updated desc', 'PAY-2 WEB-1'],
  ['updated >= startOfDay()', 'PAY-2'],
  ['created >= "2026-11-21" order by key', 'WEB-1 WEB-2'],
  ['created >= "2026/11/21 00:31"', 'WEB-1'],
  ['resolved >= -1w', 'PAY-3'],
  ['summary ~ refund', 'PAY-2'],
  ['summary ~ "refund*" order by key', 'PAY-2 PAY-3'],
  ['summary ~ "second time"', 'PAY-3'],
  [String.raw`summary ~ "\"fail for\""`, 'PAY-3'],
  [String.raw`summary ~ "\"for fail\""`, ''],
  ['summary !~ "refund*" and project = PAY order by key', 'PAY-1 PAY-4 PAY-5'],
  ['description ~ blank', 'PAY-3'],
  ['text ~ blank order by key', 'PAY-3 WEB-2'],
  ['comment ~ printer', 'PAY-4'],
  ['text ~ printer', 'PAY-4'],
  ['project in projectsLeadByUser() order by key', 'PAY-1 PAY-2 PAY-3 PAY-4 PAY-5'],
  ['project = PAY and (status = Done or flagged = Impediment) order by key', 'PAY-3 PAY-4'],
  ['project = PAY order by assignee, key', 'PAY-2 PAY-3 PAY-1 PAY-4 PAY-5'],
  ['project = PAY order by assignee desc, key', 'PAY-1 PAY-4 PAY-5 PAY-3 PAY-2'],
  ['project = PAY order by "Story Points" desc, key', 'PAY-1 PAY-5 PAY-2 PAY-3 PAY-4'],
  ['project = PAY order by summary', 'PAY-5 PAY-1 PAY-2 PAY-3 PAY-4'],
  ['project = PAY order by rank desc', 'PAY-5 PAY-4 PAY-3 PAY-2 PAY-1'],
  ['project = PAY order by status, updated desc, key', 'PAY-2 PAY-1 PAY-5 PAY-4 PAY-3'],
])('%s', (jql, expected) => {
  expect(keys(jql)).toBe(expected);
});

test('dates are read in the zone of the person who asks', () => {
  expect(keys('created >= "2026-11-21" order by key', 'bo')).toBe('WEB-1');
});

test.each([
  ['nope = 1', "Field 'nope' does not exist or you do not have permission to view it."],
  ['project = NOPE', "The value 'NOPE' does not exist for the field 'project'."],
  ['project = OLD', "The value 'OLD' does not exist for the field 'project'."],
  ['status = Nope', "The value 'Nope' does not exist for the field 'status'."],
  ['key = PAY-99', "An issue with key 'PAY-99' does not exist for field 'key'."],
  ['key = nonsense', "The issue key 'nonsense' for field 'key' is invalid."],
  ['sprint = "No sprint"', "Sprint with name 'No sprint' does not exist or you do not have permission to view it."],
  ['assignee = nobody', "The value 'nobody' does not exist for the field 'assignee'."],
  ['sprint in noSprints()', "Unable to find JQL function 'noSprints()'."],
  ['key in issueHistory()', "The JQL function 'issueHistory()' is not supported by this local Jira."],
  ['assignee in openSprints()', "The function 'openSprints' is not supported by the field 'assignee'."],
  ['status ~ Done', "The operator '~' is not supported by the 'status' field."],
  ['summary = Done', "The operator '=' is not supported by the 'summary' field."],
  ['assignee > ada', "The operator '>' is not supported by the 'assignee' field."],
  ['"Story Points" > many', "Value 'many' is invalid for the 'Story Points' field. Must be a number."],
  ['due < currentUser()', "The function 'currentUser' is not supported by the field 'due'."],
  ['due < nowish()', "Unable to find JQL function 'nowish()'."],
  ['created > startOfDay(x)', "Incorrect value 'x' for function 'startOfDay'. Format should be (+/-)n(yMwdm)."],
  ['created > now(1)', "Function 'now' expected '0' arguments but received '1'."],
  [
    'created > tomorrow',
    "Date value 'tomorrow' for field 'created' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.",
  ],
  ['watcher = ada', "Searching by the field 'watcher' is not supported by this local Jira."],
  ['project = PAY order by nope', "Field 'nope' does not exist or you do not have permission to view it."],
  ['project = PAY order by comment', "Not able to sort using field 'comment'."],
  ['project = PAY order by a, b, c, d, e, f, g, h', 'JQL can be ordered by at most 7 fields.'],
  ['issue.property[a].b = 1', "Field 'issue.property[a].b' does not exist or you do not have permission to view it."],
  [
    'assignee in currentUser()',
    "Operator 'in' does not support the non-list value 'currentUser()' for field 'assignee'.",
  ],
  ['sprint = openSprints()', "Operator '=' does not support a list of values for field 'sprint'."],
  [
    'project = ',
    'Error in the JQL Query: Expecting either a value, list or function before the end of the query. (line 1, character 11)',
  ],
  [
    'project PAY',
    "Error in the JQL Query: Expecting operator but got 'PAY'. The valid operators are '=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'NOT IN', 'IS' and 'IS NOT'. (line 1, character 9)",
  ],
])('%s is refused', (jql, message) => {
  expect(() => keys(jql)).toThrow(expect.objectContaining({ status: 400, errorMessages: [message] }));
});

test('what a person may not see does not exist for that person', () => {
  expect(keys('project = SEC', 'kim')).toBe('SEC-1');
  expect(keys('sprint in openSprints() order by key', 'kim')).toBe('PAY-2 SEC-1');
  for (const jql of ['project = SEC', 'key = SEC-1', 'sprint = "Hidden sprint"', 'sprint = 99', 'parent = SEC-1'])
    expect(() => keys(jql, 'eve')).toThrow(/does not exist/);
  expect(keys('summary ~ secret', 'eve')).toBe('');
  expect(keys('sprint in openSprints()', 'eve')).toBe('PAY-2');
});
