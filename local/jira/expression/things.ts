import type { Caller } from '../caller.ts';
import type * as e from '../entities.ts';
import type { Site } from '../site.ts';
import { apiUrl } from '../wire/bean.ts';
import { renderProjectOfIssue } from '../wire/project.ts';
import { renderSprintValue } from '../wire/sprint.ts';
import { renderUser } from '../wire/user.ts';
import { type Thing, toValue, type Value } from './value.ts';

/** Who evaluates, and what of the site that person may see. */
export interface Surroundings {
  readonly site: Site;
  readonly caller: Caller;
  readonly canSee: (issue: e.Issue) => boolean;
}

type Members = Thing['members'];
const thing = (type: string, id: string, members: Members, bean: () => unknown = () => shown(members)): Thing => ({
  kind: 'thing',
  type,
  id,
  members,
  bean,
});
const shown = (members: Members): unknown =>
  Object.fromEntries(
    Object.entries(members).flatMap(([name, read]) => {
      const value = read();
      return value === null || typeof value !== 'object' ? [[name, value]] : [];
    }),
  );

/** An instant; only compared and shown, as ISO text. */
export const instant = (ms: number | undefined): Value => (ms === undefined ? null : new Date(ms).toISOString());

export const userThing = ({ site, caller }: Surroundings, id: string | undefined): Thing | null => {
  const user = site.store.users.get(id);
  if (user === undefined) return null;
  const members = {
    accountId: () => user.id,
    displayName: () => user.displayName,
    isActive: () => user.active,
    timeZone: () => user.timeZone,
  };
  return thing('User', user.id, members, () => renderUser(site.store, caller, user));
};

/** `entity.properties`: by key, `get(key)`, `keys()`. */
const propertiesThing = ({ site }: Surroundings, entity: string): Thing => {
  const read = (key: string): Value => toValue(site.store.properties.get(`${entity}/${key}`)?.value);
  const keys = (): Value => site.store.propertiesByEntity.of(entity).map((property) => property.key);
  const members = {
    get: (): Value => ({ kind: 'lambda', call: (key) => read(String(key)) }),
    keys: (): Value => ({ kind: 'lambda', call: keys }),
  };
  return { ...thing('EntityProperties', entity, members, () => null), dynamic: read };
};

const EXPENSIVE_PROPERTIES = new Set(['properties']);

export const projectThing = (around: Surroundings, project: e.Project): Thing => ({
  ...thing(
    'Project',
    project.id,
    {
      id: () => Number(project.id),
      key: () => project.key,
      name: () => project.name,
      style: () => project.style,
      typeKey: () => project.typeKey,
      lead: () => userThing(around, project.leadId),
      properties: () => propertiesThing(around, `project/${project.id}`),
    },
    () => renderProjectOfIssue(around.site.store, project),
  ),
  expensive: EXPENSIVE_PROPERTIES,
});

export const sprintThing = (around: Surroundings, sprint: e.Sprint): Thing => ({
  ...thing(
    'Sprint',
    sprint.id,
    {
      id: () => Number(sprint.id),
      name: () => sprint.name,
      state: () => sprint.state,
      goal: () => sprint.goal ?? '',
      originBoardId: () => Number(sprint.originBoardId),
      startDate: () => instant(sprint.startDate),
      endDate: () => instant(sprint.endDate),
      completeDate: () => instant(sprint.completeDate),
      properties: () => propertiesThing(around, `sprint/${sprint.id}`),
    },
    () => renderSprintValue(around.site.store, sprint),
  ),
  expensive: EXPENSIVE_PROPERTIES,
});

export const boardThing = (around: Surroundings, board: e.Board): Thing =>
  thing('Board', board.id, {
    id: () => Number(board.id),
    name: () => board.name,
    type: () => board.type,
    properties: () => propertiesThing(around, `board/${board.id}`),
  });

/** A small entity of the site's configuration: its id, name and description. */
export const namedThing = (
  type: string,
  entity: (e.Entity & { readonly name: string; readonly description?: string }) | undefined,
  more: Members = {},
): Value =>
  entity === undefined
    ? null
    : thing(type, entity.id, {
        id: () => Number(entity.id),
        name: () => entity.name,
        description: () => entity.description ?? '',
        ...more,
      });

export const issueProperties = (around: Surroundings, issue: e.Issue): Thing =>
  propertiesThing(around, `issue/${issue.id}`);

export const linkThing = (link: e.IssueLink, members: Members): Thing => thing('IssueLink', link.id, members);
export const commentThing = (comment: e.Comment, members: Members): Thing => thing('Comment', comment.id, members);
export const textThing = (id: string, text: string): Thing =>
  thing('RichText', id, { plainText: () => text }, () => text);
export const issueAddress = ({ site }: Surroundings, issue: e.Issue): string => apiUrl(site.store, `issue/${issue.id}`);
