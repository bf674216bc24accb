import type { Component, Project, Version } from '../entities.ts';
import { renderComponentOfIssue } from '../wire/component.ts';
import { renderProjectOfIssue } from '../wire/project.ts';
import { dayIn } from '../wire/time.ts';
import { renderVersion } from '../wire/version.ts';
import { emit } from './emit-issue.ts';
import type { Write } from './write.ts';

type VersionEvent = 'created' | 'updated' | 'deleted' | 'released' | 'unreleased' | 'archived' | 'unarchived' | 'moved';

/** A version's event (platform.md 4.7). */
export const emitVersion = (write: Write, what: VersionEvent, version: Version): void => {
  const { store, now } = write;
  const today = dayIn(store.settings.timeZone, now);
  emit(write, `avi:jira:${what}:version`, { version: renderVersion(store, version, today) });
};

/** A component's event. */
export const emitComponent = (write: Write, what: 'created' | 'updated' | 'deleted', component: Component): void => {
  emit(write, `avi:jira:${what}:component`, {
    component: { ...renderComponentOfIssue(write.store, component), projectId: Number(component.projectId) },
  });
};

/** A project's event. */
export const emitProject = (
  write: Write,
  what: 'created' | 'updated' | 'deleted' | 'archived' | 'unarchived',
  project: Project,
): void => {
  emit(write, `avi:jira:${what}:project`, { project: renderProjectOfIssue(write.store, project) });
};
