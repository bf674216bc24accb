import type { Project } from '../entities.ts';
import type { Store } from '../store.ts';
import { avatarUrls } from './avatar.ts';
import { type Bean, apiUrl, remember } from './bean.ts';

/** A project as issues and other resources show it. */
export const renderProjectOfIssue = remember<Project>((store: Store, project): Bean => ({
  self: apiUrl(store, `project/${project.id}`),
  id: project.id,
  key: project.key,
  name: project.name,
  projectTypeKey: project.typeKey,
  simplified: project.style === 'next-gen',
  avatarUrls: avatarUrls(store, 'project', project.id),
}));

/** A project's own members as the project endpoints show them, without what `expand` adds. */
export const renderProject = remember<Project>((store, project): Bean => ({
  expand: 'description,lead,issueTypes,url,projectKeys,permissions,insight',
  ...renderProjectOfIssue(store, project),
  style: project.style,
  isPrivate: project.isPrivate,
  archived: project.archived ? true : undefined,
  properties: {},
}));
