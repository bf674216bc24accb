import { IconButton } from '@atlaskit/button/new';
import { Outlet, useNavigate, useOutletContext, useParams } from 'react-router';
import type { ProjectBean } from '../api/beans.ts';
import { usePermission, useProject } from '../api/queries.ts';
import { projectPagePath, useModules } from '../api/site.ts';
import { Failure, Loading } from '../ui/page.tsx';
import { ProjectTile } from '../ui/person.tsx';
import { TabLink } from '../ui/link.tsx';
import { SettingsIcon } from '../icons/icons.ts';

const Tabs = ({ projectKey }: { readonly projectKey: string }) => {
  const pages = useModules('jira:projectPage') ?? [];
  const base = `/jira/software/projects/${projectKey}`;
  return (
    <nav className="tab-bar" aria-label="Project">
      <TabLink to={`${base}/summary`}>Summary</TabLink>
      <TabLink to={`${base}/list`}>List</TabLink>
      {pages.map((placed) => (
        <TabLink key={placed.installation.id} to={projectPagePath(placed, projectKey)}>
          {placed.module.title}
        </TabLink>
      ))}
    </nav>
  );
};

/** A project: its name, its tabs (the app's among them) and what the chosen tab shows. */
export const ProjectPage = () => {
  const { key = '' } = useParams();
  const navigate = useNavigate();
  const { data: project, error } = useProject(key);
  const { data: mayAdminister = false } = usePermission('ADMINISTER_PROJECTS', key);
  if (error !== null) return <Failure error={error} />;
  if (project === undefined) return <Loading />;
  return (
    <div className="project">
      <header className="project-header">
        <ProjectTile projectKey={project.key} large />
        <h1 className="ellipsis">{project.name}</h1>
        {mayAdminister && (
          <IconButton
            icon={SettingsIcon}
            label="Project settings"
            appearance="subtle"
            onClick={() => void navigate(`/jira/software/projects/${project.key}/settings/details`)}
          />
        )}
      </header>
      <Tabs projectKey={project.key} />
      <Outlet context={project} />
    </div>
  );
};

/** The project around a tab. */
export const useOutletProject = () => useOutletContext<ProjectBean>();
