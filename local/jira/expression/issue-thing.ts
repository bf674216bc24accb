import type { Issue, IssueLink } from '../entities.ts';
import { adfToText } from '../wire/adf.ts';
import { parseFieldSelection } from '../wire/field-selection.ts';
import { renderIssue } from '../wire/issue.ts';
import {
  commentThing,
  instant,
  issueProperties,
  linkThing,
  namedThing,
  projectThing,
  sprintThing,
  type Surroundings,
  textThing,
  userThing,
} from './things.ts';
import { type Thing, toValue, type Value } from './value.ts';

const EXPENSIVE: ReadonlySet<string> = new Set([
  'comments',
  'links',
  'properties',
  'subtasks',
  'stories',
  'sprint',
  'closedSprints',
]);

const CATEGORY_NAMES = { new: 'To Do', indeterminate: 'In Progress', done: 'Done' } as const;

const visible = (around: Surroundings, issue: Issue | undefined): Thing | null =>
  issue !== undefined && around.canSee(issue) ? issueThing(around, issue) : null;

const link = (around: Surroundings, issue: Issue, entity: IssueLink): Value => {
  const { store } = around.site;
  const isSource = entity.sourceId === issue.id;
  const other = visible(around, store.issues.get(isSource ? entity.destinationId : entity.sourceId));
  if (other === null) return null;
  const type = store.linkTypes.get(entity.typeId);
  return linkThing(entity, {
    id: () => Number(entity.id),
    direction: () => (isSource ? 'outward' : 'inward'),
    linkedIssue: () => other,
    inwardIssue: () => (isSource ? null : other),
    outwardIssue: () => (isSource ? other : null),
    type: () =>
      namedThing('IssueLinkType', type, { inward: () => type?.inward ?? '', outward: () => type?.outward ?? '' }),
  });
};

const workMembers = (around: Surroundings, issue: Issue) => {
  const { store } = around.site;
  const type = store.issueTypes.get(issue.issueTypeId);
  const status = store.statuses.get(issue.statusId);
  const project = store.projects.get(issue.projectId);
  return {
    id: () => Number(issue.id),
    key: () => issue.key,
    summary: () => issue.summary,
    description: () => (issue.description === undefined ? null : textThing(issue.id, adfToText(issue.description))),
    issueType: () => namedThing('IssueType', type, { hierarchyLevel: () => type?.hierarchyLevel ?? 0 }),
    status: () => namedThing('Status', status, { category: () => toValue(categoryOf(status?.category)) }),
    priority: () => namedThing('Priority', store.priorities.get(issue.priorityId)),
    resolution: () => namedThing('Resolution', store.resolutions.get(issue.resolutionId)),
    project: () => (project === undefined ? null : projectThing(around, project)),
    assignee: () => userThing(around, issue.assigneeId),
    reporter: () => userThing(around, issue.reporterId),
    creator: () => userThing(around, issue.creatorId),
    labels: () => issue.labels,
    components: () => issue.componentIds.map((id) => namedThing('Component', store.components.get(id))),
    fixVersions: () => issue.fixVersionIds.map((id) => namedThing('Version', store.versions.get(id))),
    created: () => instant(issue.created),
    updated: () => instant(issue.updated),
    resolutionDate: () => instant(issue.resolved),
    dueDate: () => issue.dueDate ?? null,
    flagged: () => issue.flagged === true,
    isEpic: () => type?.hierarchyLevel === 1,
  };
};

const categoryOf = (key: keyof typeof CATEGORY_NAMES | undefined) =>
  key === undefined ? null : { key, name: CATEGORY_NAMES[key] };

const relationMembers = (around: Surroundings, issue: Issue) => {
  const { store } = around.site;
  const levelOf = (other: Issue): number => store.issueTypes.get(other.issueTypeId)?.hierarchyLevel ?? 0;
  const parent = store.issues.get(issue.parentId);
  const children = (isWanted: (level: number) => boolean): Value =>
    store.issuesByParent
      .of(issue.id)
      .filter((child) => isWanted(levelOf(child)))
      .flatMap((child) => visible(around, child) ?? []);
  const sprints = issue.sprintIds.flatMap((id) => store.sprints.get(id) ?? []);
  const open = sprints.findLast((sprint) => sprint.state !== 'closed');
  return {
    parent: () => visible(around, parent),
    epic: () => (parent !== undefined && levelOf(parent) === 1 ? visible(around, parent) : null),
    subtasks: () => children((level) => level < 0),
    stories: () => children((level) => level >= 0),
    links: () => store.linksByIssue.of(issue.id).flatMap((entity) => link(around, issue, entity) ?? []),
    sprint: () => (open === undefined ? null : sprintThing(around, open)),
    closedSprints: () => sprints.filter((s) => s.state === 'closed').map((s) => sprintThing(around, s)),
    comments: () =>
      store.commentsByIssue.of(issue.id).map((comment) =>
        commentThing(comment, {
          id: () => Number(comment.id),
          author: () => userThing(around, comment.authorId),
          body: () => textThing(comment.id, adfToText(comment.body)),
          created: () => instant(comment.created),
          updated: () => instant(comment.updated),
        }),
      ),
    properties: () => issueProperties(around, issue),
  };
};

/** An issue that the caller may see; parents, children and links that the caller may not see are left out of it. */
export const issueThing = (around: Surroundings, issue: Issue): Thing => {
  const { site, caller } = around;
  return {
    kind: 'thing',
    type: 'Issue',
    id: issue.id,
    members: { ...workMembers(around, issue), ...relationMembers(around, issue) },
    expensive: EXPENSIVE,
    dynamic: (name) => {
      if (site.store.fields.get(name)?.custom !== true) return undefined;
      return toValue(issue.custom[name]);
    },
    bean: () => renderIssue(site, caller, issue, { fields: parseFieldSelection(site.store, undefined, '*navigable') }),
  };
};
