import type { Caller } from '../caller.ts';
import type { Component } from '../entities.ts';
import type { Store } from '../store.ts';
import { type Bean, apiUrl, remember } from './bean.ts';
import { userRenderer } from './user.ts';

/** A component as issues show it. */
export const renderComponentOfIssue = remember<Component>((store, component): Bean => ({
  self: apiUrl(store, `component/${component.id}`),
  id: component.id,
  name: component.name,
  description: component.description,
}));

/** A component as the component endpoints show it: new work goes to the lead where there is one. */
export const renderComponent = (store: Store, caller: Caller, component: Component): Bean => {
  const project = store.projects.get(component.projectId);
  const user = userRenderer(store, caller);
  const lead = store.users.get(component.leadId);
  const assignee = lead ?? store.users.get(project?.leadId);
  const assigneeType = lead === undefined ? 'PROJECT_DEFAULT' : 'COMPONENT_LEAD';
  const shown = assignee === undefined ? undefined : user(assignee);
  return {
    ...renderComponentOfIssue(store, component),
    lead: lead === undefined ? undefined : user(lead),
    assigneeType,
    assignee: shown,
    realAssigneeType: assigneeType,
    realAssignee: shown,
    isAssigneeTypeValid: lead !== undefined,
    project: project?.key,
    projectId: Number(component.projectId),
  };
};
