import type { ChangeItem, Issue, Json } from '../entities.ts';
import type { Store } from '../store.ts';
import { adfToText } from '../wire/adf.ts';
import { customItems } from './changelog-custom.ts';
import { jiraItem, type Side, textSide } from './change-item.ts';

type Named = { readonly id: string; readonly name: string } | undefined;
const named = (entity: Named): Side => [entity?.id ?? null, entity?.name ?? null];
const person = (store: Store, accountId: string | undefined): Side => [
  accountId ?? null,
  store.users.get(accountId)?.displayName ?? accountId ?? null,
];

const document = (value: Json | undefined): string | null => (value === undefined ? null : adfToText(value));

/** One item for each element that came or went. */
const listItems = (
  [field, fieldId]: readonly [string, string],
  [before, after]: readonly [readonly string[], readonly string[]],
  nameOf: (id: string) => string,
): ChangeItem[] => {
  const gone = before.filter((id) => !after.includes(id));
  const come = after.filter((id) => !before.includes(id));
  return [
    ...gone.map((id) =>
      jiraItem(field, fieldId, [
        [id, nameOf(id)],
        [null, null],
      ]),
    ),
    ...come.map((id) =>
      jiraItem(field, fieldId, [
        [null, null],
        [id, nameOf(id)],
      ]),
    ),
  ];
};

const securityLevel = (store: Store, issue: Issue): Named => {
  const scheme = store.issueSecuritySchemes.get(store.projects.get(issue.projectId)?.issueSecuritySchemeId);
  return scheme?.levels.find((level) => level.id === issue.securityLevelId);
};

const day = (value: string | undefined): Side => [value ?? null, value === undefined ? null : `${value} 00:00:00.0`];
const seconds = (value: number | undefined): Side => [value?.toString() ?? null, value?.toString() ?? null];
const issueSide = (store: Store, id: string | undefined): Side => [id ?? null, store.issues.get(id)?.key ?? null];
const labelText = (issue: Issue): Side => [null, issue.labels.join(' ')];

type SideOf = (store: Store, issue: Issue) => Side;
/** Fields with one value: field, fieldId and how a side of the item reads. */
const SINGLE: readonly (readonly [string, string | undefined, SideOf])[] = [
  ['project', 'project', (store, issue) => named(store.projects.get(issue.projectId))],
  ['Key', undefined, (_store, issue) => [null, issue.key]],
  ['issuetype', 'issuetype', (store, issue) => named(store.issueTypes.get(issue.issueTypeId))],
  ['summary', 'summary', (_store, issue) => textSide(issue.summary)],
  ['description', 'description', (_store, issue) => textSide(document(issue.description))],
  ['environment', 'environment', (_store, issue) => textSide(document(issue.custom['environment']))],
  ['priority', 'priority', (store, issue) => named(store.priorities.get(issue.priorityId))],
  ['resolution', 'resolution', (store, issue) => named(store.resolutions.get(issue.resolutionId))],
  ['status', 'status', (store, issue) => named(store.statuses.get(issue.statusId))],
  ['assignee', 'assignee', (store, issue) => person(store, issue.assigneeId)],
  ['reporter', 'reporter', (store, issue) => person(store, issue.reporterId)],
  ['labels', 'labels', (_store, issue) => labelText(issue)],
  ['duedate', 'duedate', (_store, issue) => day(issue.dueDate)],
  ['security', 'security', (store, issue) => named(securityLevel(store, issue))],
  ['timeoriginalestimate', 'timeoriginalestimate', (_store, issue) => seconds(issue.originalEstimateSeconds)],
  ['timeestimate', 'timeestimate', (_store, issue) => seconds(issue.remainingEstimateSeconds)],
  ['IssueParentAssociation', undefined, (store, issue) => issueSide(store, issue.parentId)],
];

/**
 * The items of a changelog entry for a change of an issue, in the form of Jira Cloud's own (platform.md 9): ids in
 * `from`/`to` where there are ids, names in the strings, one item for each version or component that came or went.
 * Rank and links are not part of an issue's own values: whoever changes them adds their items.
 */
export const diffIssue = (store: Store, before: Issue, after: Issue): readonly ChangeItem[] => {
  const items: ChangeItem[] = [];
  for (const [field, fieldId, sideOf] of SINGLE) {
    const [from, to] = [sideOf(store, before), sideOf(store, after)];
    if (from[0] !== to[0] || from[1] !== to[1]) items.push(jiraItem(field, fieldId, [from, to]));
  }
  const versionName = (id: string): string => store.versions.get(id)?.name ?? id;
  items.push(
    ...listItems(
      ['Component', 'components'],
      [before.componentIds, after.componentIds],
      (id) => store.components.get(id)?.name ?? id,
    ),
    ...listItems(['Fix Version', 'fixVersions'], [before.fixVersionIds, after.fixVersionIds], versionName),
    ...listItems(['Version', 'versions'], [before.affectsVersionIds ?? [], after.affectsVersionIds ?? []], versionName),
    ...customItems(store, before, after),
  );
  return items;
};
