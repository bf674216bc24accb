import { z } from 'zod';
import type { FieldId } from '../core/ids.ts';
import type { Sprint } from '../core/sprint/sprint.ts';
import type { Link, WorkItem } from '../core/work-item/work-item.ts';
import type { FieldIds } from './fields.ts';
import { sprintShape } from './map-sprint.ts';
import { categoryOf } from './statuses.ts';
import { wireInstant } from './wire.ts';

const named = z.looseObject({ id: z.string(), name: z.string() });
const other = z.looseObject({ id: z.string(), key: z.string().optional() });
const day = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d/)
  .transform((text) => text.slice(0, 10));

const fieldsShape = z.looseObject({
  summary: z.string().nullish(),
  project: z.looseObject({ id: z.string() }),
  issuetype: z.looseObject({
    id: z.string(),
    name: z.string(),
    subtask: z.boolean().optional(),
    hierarchyLevel: z.number().optional(),
  }),
  status: named.extend({ statusCategory: z.looseObject({ key: z.string() }) }),
  priority: named.nullish(),
  resolution: named.nullish(),
  assignee: z.looseObject({ accountId: z.string() }).nullish(),
  parent: other.nullish(),
  created: wireInstant,
  updated: wireInstant,
  resolutiondate: wireInstant.nullish(),
  statuscategorychangedate: wireInstant.nullish(),
  duedate: day.nullish(),
  labels: z.array(z.string()).nullish(),
  components: z.array(other).nullish(),
  fixVersions: z.array(named.extend({ releaseDate: day.nullish(), released: z.boolean().optional() })).nullish(),
  issuelinks: z
    .array(
      z.looseObject({
        id: z.string(),
        type: z.looseObject({ id: z.string() }),
        outwardIssue: other.nullish(),
        inwardIssue: other.nullish(),
      }),
    )
    .nullish(),
});
type WireFields = z.infer<typeof fieldsShape>;
export const issueShape = z.looseObject({ id: z.string(), key: z.string(), fields: fieldsShape });
export type WireIssue = z.infer<typeof issueShape>;

/** System fields that planning reads; the custom ones come from `FieldIds`. */
const SYSTEM_FIELDS: readonly FieldId[] = [
  'summary',
  'project',
  'issuetype',
  'status',
  'priority',
  'resolution',
  'assignee',
  'parent',
  'created',
  'updated',
  'resolutiondate',
  'statuscategorychangedate',
  'duedate',
  'labels',
  'components',
  'fixVersions',
  'issuelinks',
];

/** The fields to ask for when reading work items. */
export const fieldsToRead = ({ estimates, ...roles }: FieldIds): readonly FieldId[] => [
  ...new Set([...SYSTEM_FIELDS, ...Object.values(roles), ...estimates.map((estimate) => estimate.id)]),
];

const linksOf = (fields: WireFields): readonly Link[] =>
  (fields.issuelinks ?? []).flatMap((link): Link[] => {
    const { id, type, outwardIssue, inwardIssue } = link;
    const end = outwardIssue ?? inwardIssue;
    if (!end) return [];
    const direction = outwardIssue ? 'outward' : 'inward';
    return [
      { id, typeId: type.id, direction, otherId: end.id, ...(end.key === undefined ? {} : { otherKey: end.key }) },
    ];
  });

const sprintsShape = z.array(sprintShape).catch([]);
/** The Team field: a team's UUID, or an object with it and the team's name (platform.md 3.6). */
const teamShape = z
  .union([z.string().transform((id) => ({ id })), z.looseObject({ id: z.string(), name: z.string().optional() })])
  .optional()
  .catch(undefined);
const read = (fields: WireFields, id: FieldId | undefined): unknown => (id === undefined ? undefined : fields[id]);

const estimatesOf = (fields: WireFields, ids: FieldIds): Record<FieldId, number> =>
  Object.fromEntries(
    ids.estimates.flatMap(({ id }) => {
      const value = fields[id];
      return typeof value === 'number' ? [[id, value]] : [];
    }),
  );

/** What is absent, null or in another shape than Jira's is left out. */
const optionalOf = (fields: WireFields, ids: FieldIds): Partial<WorkItem> => {
  const rank = read(fields, ids.rank);
  const startDay = day.safeParse(read(fields, ids.startDate));
  const team = teamShape.parse(read(fields, ids.team) ?? undefined);
  return {
    ...(fields.priority ? { priority: { id: fields.priority.id, name: fields.priority.name } } : {}),
    ...(typeof rank === 'string' && rank !== '' ? { rank } : {}),
    ...(fields.assignee ? { assigneeId: fields.assignee.accountId } : {}),
    ...(fields.parent ? { parentId: fields.parent.id } : {}),
    ...(startDay.success ? { startDay: startDay.data } : {}),
    ...(fields.duedate ? { dueDay: fields.duedate } : {}),
    ...(fields.resolutiondate ? { resolved: fields.resolutiondate } : {}),
    ...(fields.resolution ? { resolution: fields.resolution.name } : {}),
    ...(fields.statuscategorychangedate ? { categoryChanged: fields.statuscategorychangedate } : {}),
    ...(team === undefined ? {} : { teamFieldId: team.id }),
  };
};

export interface MappedItem {
  readonly item: WorkItem;
  /** The sprints that its sprint field shows, with their dates. */
  readonly sprints: readonly Sprint[];
  /** The name of its Team field's team. */
  readonly teamName?: string;
}

/** A Jira issue as planning's work item. */
export const toWorkItem = ({ id, key, fields }: WireIssue, ids: FieldIds): MappedItem => {
  const { issuetype, status } = fields;
  const flagged = read(fields, ids.flagged);
  const sprints = sprintsShape.parse(read(fields, ids.sprint) ?? []);
  const item: WorkItem = {
    id,
    key,
    summary: fields.summary ?? '',
    projectId: fields.project.id,
    type: {
      id: issuetype.id,
      name: issuetype.name,
      level: issuetype.hierarchyLevel ?? (issuetype.subtask === true ? -1 : 0),
    },
    status: { id: status.id, name: status.name, category: categoryOf(status.statusCategory.key) },
    flagged: Array.isArray(flagged) && flagged.length > 0,
    sprintIds: sprints.map((sprint) => sprint.id),
    created: fields.created,
    updated: fields.updated,
    fixVersions: (fields.fixVersions ?? []).map((version) => ({
      id: version.id,
      name: version.name,
      released: version.released ?? false,
      ...(version.releaseDate ? { releaseDay: version.releaseDate } : {}),
    })),
    labels: fields.labels ?? [],
    componentIds: (fields.components ?? []).map((component) => component.id),
    estimates: estimatesOf(fields, ids),
    links: linksOf(fields),
    ...optionalOf(fields, ids),
  };
  const team = teamShape.parse(read(fields, ids.team) ?? undefined);
  const teamName = team !== undefined && 'name' in team ? team.name : undefined;
  return { item, sprints, ...(teamName === undefined ? {} : { teamName }) };
};
