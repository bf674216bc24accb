import { z } from 'zod';
import type { ProjectId, WorkItemId } from '../core/ids.ts';
import type { SiteMark } from '../storage/index-marks.ts';
import { isId } from '../work-index/sync/is-id.ts';
import type { EventMarks } from '../work-index/sync/mark-event.ts';

/** In events ids are numbers or texts. */
const idShape = z.union([z.string(), z.number()]).transform(String).refine(isId);
const optionalId = idShape.optional().catch(undefined);

const issueShape = z.object({
  id: idShape,
  fields: z.object({ project: z.object({ id: optionalId }).catch({}) }).catch({ project: {} }),
});
const eventShape = z.object({
  eventType: z.string(),
  jiraEventTypeName: z.string().optional().catch(undefined),
  changelog: z
    .object({ items: z.array(z.object({ field: z.string() })) })
    .optional()
    .catch(undefined),
  issue: issueShape.optional().catch(undefined),
  sourceIssueId: optionalId,
  destinationIssueId: optionalId,
  sourceProjectId: optionalId,
  destinationProjectId: optionalId,
  board: z.object({ id: idShape }).optional().catch(undefined),
  configuration: z.object({ id: idShape }).optional().catch(undefined),
  sprint: z.object({ id: idShape, originBoardId: optionalId }).optional().catch(undefined),
  version: z.object({ id: idShape, projectId: idShape }).optional().catch(undefined),
  project: z.object({ id: idShape }).optional().catch(undefined),
});
type Event = z.infer<typeof eventShape>;
type Said = Omit<EventMarks, 'kind'>;

const NOTHING: Said = { items: [], site: [] };
const ofItem = (id: WorkItemId, projectId: ProjectId | undefined): EventMarks['items'][number] =>
  projectId === undefined ? { id } : { id, projectId };

/** Sub-tasks are in the sprint, on the security level and in the project of their parent, without history or event of their own. */
const INHERITED = new Set(['Sprint', 'security', 'project', 'Key']);

const readIssue = ({ issue, jiraEventTypeName, changelog }: Event): Said => {
  if (issue === undefined) return NOTHING;
  const isInherited = changelog?.items.some(({ field }) => INHERITED.has(field)) ?? false;
  // A moved issue may have left an indexed project.
  const projectId = jiraEventTypeName === 'issue_moved' ? undefined : issue.fields.project.id;
  return { items: [ofItem(issue.id, projectId)], site: isInherited ? [`children:${issue.id}`] : [] };
};

const readLink = (event: Event): Said => {
  const ends = [
    [event.sourceIssueId, event.sourceProjectId],
    [event.destinationIssueId, event.destinationProjectId],
  ] as const;
  return { items: ends.flatMap(([end, projectId]) => (end === undefined ? [] : [ofItem(end, projectId)])), site: [] };
};

const ofSite = (...site: readonly SiteMark[]): Said => ({ items: [], site });

/** Issues lose a deleted sprint, and leave a closed one; that each of them has its own event is documented nowhere. */
const readSprint = ({ sprint }: Event, what: string): Said => {
  if (sprint === undefined) return NOTHING;
  const { id, originBoardId } = sprint;
  const shown: readonly SiteMark[] = [
    `iteration:${id}`,
    ...(originBoardId === undefined ? [] : [`board:${originBoardId}` as const]),
  ];
  return what === 'closed' || what === 'deleted' ? ofSite(...shown, `sprint:${id}`) : ofSite(...shown);
};

const readVersion = ({ version }: Event, what: string): Said => {
  if (version === undefined) return NOTHING;
  const { id, projectId } = version;
  return what === 'deleted' || what === 'merged'
    ? ofSite(`versions:${projectId}`, `version:${projectId}:${id}`)
    : ofSite(`versions:${projectId}`);
};

/** A change of its configuration is told with the configuration, which has the board's id. */
const readBoard = ({ board, configuration }: Event): Said => {
  const id = board?.id ?? configuration?.id;
  return id === undefined ? NOTHING : ofSite(`board:${id}`);
};

const saidOf = (event: Event, what: string, noun: string): Said => {
  switch (noun) {
    case 'issue':
      return readIssue(event);
    case 'issuelink':
      return readLink(event);
    case 'sprint':
      return readSprint(event, what);
    case 'version':
      return readVersion(event, what);
    case 'project':
      return event.project === undefined ? NOTHING : ofSite(`project:${event.project.id}`);
    case 'board':
      return readBoard(event);
    default:
      return NOTHING;
  }
};

const TYPE = /^avi:jira(?:-software)?:([a-z-]{1,30}):(issue|issuelink|sprint|version|project|board)$/;

/** Reads an event of Jira, whatever it holds: what has not the shape of an id is passed over. */
export const readEvent = (payload: unknown): EventMarks => {
  const event = eventShape.safeParse(payload);
  const [, what, noun] = TYPE.exec(event.success ? event.data.eventType : '') ?? [];
  if (!event.success || what === undefined || noun === undefined) return { kind: 'unknown', ...NOTHING };
  return { kind: `${what}:${noun}`, ...saidOf(event.data, what, noun) };
};
