import { useMemo } from 'react';
import { useOutletContext, useParams } from 'react-router';
import {
  adminPagePath,
  findPlaced,
  globalPagePath,
  projectPagePath,
  projectSettingsPath,
  useModules,
  type PlacedModule,
} from '../api/site.ts';
import { AppFrame } from '../frame/app-frame.tsx';
import { Loading, useTitle } from '../ui/page.tsx';
import type { ProjectBean } from '../api/beans.ts';
import { NotFoundPage } from './not-found.tsx';

interface PageFrameProps {
  readonly type: string;
  readonly where: string | undefined;
  readonly pathOf: (placed: PlacedModule) => string;
  readonly projectKey?: string;
}
const PageFrame = ({ type, where, pathOf, projectKey }: PageFrameProps) => {
  const { appId, envId } = useParams();
  const modules = useModules(type);
  const place = useMemo(() => (projectKey === undefined ? {} : { projectKey }), [projectKey]);
  const placed = findPlaced(modules, appId, envId);
  useTitle(placed === undefined ? undefined : [placed.module.title, where].filter(Boolean).join(' - '));
  if (modules === undefined) return <Loading />;
  if (placed === undefined) return <NotFoundPage />;
  return <AppFrame key={projectKey} placed={placed} place={place} shape="page" basePath={pathOf(placed)} />;
};

/** `jira:globalPage` at /jira/apps/{appId}/{envId}. */
export const GlobalAppPage = () => <PageFrame type="jira:globalPage" where={undefined} pathOf={globalPagePath} />;
/** `jira:adminPage`, inside Jira's settings. */
export const AdminAppPage = () => <PageFrame type="jira:adminPage" where="Jira settings" pathOf={adminPagePath} />;

/** `jira:projectPage`, a tab of its project. */
export const ProjectAppTab = () => {
  const { key, name } = useOutletContext<ProjectBean>();
  return (
    <PageFrame
      type="jira:projectPage"
      where={name}
      pathOf={(placed) => projectPagePath(placed, key)}
      projectKey={key}
    />
  );
};
/** `jira:projectSettingsPage`, inside its project's settings. */
export const SettingsAppPage = () => {
  const { key, name } = useOutletContext<ProjectBean>();
  return (
    <PageFrame
      type="jira:projectSettingsPage"
      where={`${name} settings`}
      pathOf={(placed) => projectSettingsPath(placed, key)}
      projectKey={key}
    />
  );
};
