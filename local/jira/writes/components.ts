import type { Caller } from '../caller.ts';
import type { Component, Project } from '../entities.ts';
import { badField, forbidden, JiraProblem, notFound } from '../errors.ts';
import { canAdministerProject, canBrowseProject } from '../permissions.ts';
import type { Site } from '../site.ts';
import { emitComponent } from './emit-project.ts';
import { readText } from './field-values.ts';
import { saveIssue } from './save-issue.ts';
import { beginWrite, findVisibleProject, freshId, type JsonObject, readId, type Write } from './write.ts';

const MAX_NAME = 255;

/** A component of a project that the caller may browse; Jira's 404 otherwise. */
export const findVisibleComponent = ({ store }: Site, caller: Caller, id: string): Component => {
  const component = store.components.get(id);
  const project = store.projects.get(component?.projectId);
  if (component !== undefined && project !== undefined && canBrowseProject(store, caller.accountId, project)) {
    return component;
  }
  throw notFound(`The component with id ${id} does not exist.`);
};

const demandAdmin = ({ store, caller }: Write, project: Project | undefined): void => {
  if (project !== undefined && canAdministerProject(store, caller.accountId, project)) return;
  throw forbidden('You do not have permission to manage the components of this project.');
};

const readName = ({ store }: Write, value: unknown, projectId: string, own?: string): string => {
  const name = readText(value, 'name')?.trim() ?? '';
  if (name === '') throw badField('name', 'The component name specified is invalid - cannot be an empty string.');
  if (name.length > MAX_NAME) throw badField('name', 'The component name must not exceed 255 characters in length.');
  const taken = store.componentsByProject.of(projectId).some((one) => one.name === name && one.id !== own);
  if (taken) throw badField('name', `A component with the name ${name} already exists in this project.`);
  return name;
};

const readLead = ({ store }: Write, value: unknown): string | undefined => {
  if (value === null) return undefined;
  const lead = store.users.get(readId(value));
  if (lead === undefined) throw badField('leadAccountId', `The user ${String(value)} does not exist.`);
  return lead.id;
};

const ASSIGNEE_TYPES = ['PROJECT_DEFAULT', 'COMPONENT_LEAD', 'PROJECT_LEAD', 'UNASSIGNED'];

const values = (write: Write, body: JsonObject, before: Component): Component => {
  const type = body['assigneeType'];
  if (type !== undefined && !ASSIGNEE_TYPES.includes(String(type))) {
    throw badField('assigneeType', `The assignee type '${String(type)}' is not valid.`);
  }
  const { description, leadId, ...rest } = before;
  const text = body['description'] === undefined ? description : readText(body['description'], 'description');
  const lead = body['leadAccountId'] === undefined ? leadId : readLead(write, body['leadAccountId']);
  return {
    ...rest,
    ...(text === undefined ? {} : { description: text }),
    ...(lead === undefined ? {} : { leadId: lead }),
  };
};

/** POST component: `{ project, name, description?, leadAccountId? }`; 403 for who does not administer the project. */
export const createComponent = (site: Site, caller: Caller, body: JsonObject): Component => {
  const write = beginWrite(site, caller);
  const named = readId(body['project']) ?? readId(body['projectId']);
  if (named === undefined) throw new JiraProblem(400, ['A project is required to create a component.']);
  const project = findVisibleProject(write, named);
  demandAdmin(write, project);
  const { store } = site;
  const name = readName(write, body['name'], project.id);
  const blank = { id: freshId(store, store.components, 'component'), projectId: project.id, name };
  const component = store.components.put(values(write, body, blank));
  emitComponent(write, 'created', component);
  return component;
};

/** PUT component/{id}: what is not given stays. */
export const updateComponent = (site: Site, caller: Caller, id: string, body: JsonObject): Component => {
  const write = beginWrite(site, caller);
  const before = findVisibleComponent(site, caller, id);
  demandAdmin(write, site.store.projects.get(before.projectId));
  const name = body['name'] === undefined ? before.name : readName(write, body['name'], before.projectId, id);
  const saved = site.store.components.put({ ...values(write, body, before), name });
  emitComponent(write, 'updated', saved);
  return saved;
};

/** DELETE component/{id}: issues lose it, or get `moveIssuesTo` instead. */
export const deleteComponent = (site: Site, caller: Caller, id: string, moveIssuesTo?: string): void => {
  const write = beginWrite(site, caller);
  const component = findVisibleComponent(site, caller, id);
  demandAdmin(write, site.store.projects.get(component.projectId));
  const target = moveIssuesTo === undefined ? undefined : findVisibleComponent(site, caller, moveIssuesTo);
  if (target !== undefined && (target.projectId !== component.projectId || target.id === id)) {
    throw notFound(`The component with id ${target.id} is not another component of the same project.`);
  }
  for (const issue of site.store.issuesByProject.of(component.projectId)) {
    if (!issue.componentIds.includes(id)) continue;
    const rest = issue.componentIds.filter((one) => one !== id && one !== target?.id);
    saveIssue(write, {
      before: issue,
      after: { ...issue, componentIds: target === undefined ? rest : [...rest, target.id] },
    });
  }
  site.store.components.delete(id);
  emitComponent(write, 'deleted', component);
};
