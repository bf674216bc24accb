import { Link, Outlet, useOutletContext, useParams } from 'react-router';
import EmptyState from '@atlaskit/empty-state';
import { usePermission, useProject } from '../api/queries.ts';
import { projectSettingsPath, useModules } from '../api/site.ts';
import type { ProjectBean } from '../api/beans.ts';
import { NavItem } from '../ui/link.tsx';
import { Failure, Loading, Page, useTitle } from '../ui/page.tsx';
import { Person } from '../ui/person.tsx';
import { AppsIcon, SettingsIcon } from '../icons/icons.ts';

/** A project's settings, for its administrators: its details and the apps' pages. */
export const ProjectSettings = () => {
  const { key = '' } = useParams();
  const project = useProject(key);
  const permission = usePermission('ADMINISTER_PROJECTS', key);
  const pages = useModules('jira:projectSettingsPage') ?? [];
  if (project.error !== null) return <Failure error={project.error} />;
  if (project.data === undefined || permission.data === undefined) return <Loading />;
  if (!permission.data) {
    return <EmptyState header="Only this project’s administrators can open its settings" headingLevel={1} />;
  }
  const base = `/jira/software/projects/${project.data.key}`;
  return (
    <div className="settings">
      <nav className="settings-nav" aria-label="Project settings">
        <Link to={base}>← Back to project</Link>
        <NavItem to={`${base}/settings/details`} icon={<SettingsIcon label="" />}>
          Details
        </NavItem>
        <h2 className="nav-heading">Apps</h2>
        {pages.map((placed) => (
          <NavItem
            key={placed.installation.id}
            to={projectSettingsPath(placed, project.data.key)}
            icon={<AppsIcon label="" />}
          >
            {placed.module.title}
          </NavItem>
        ))}
      </nav>
      <div className="settings-content">
        <Outlet context={project.data} />
      </div>
    </div>
  );
};

export const ProjectDetails = () => {
  const project = useOutletContext<ProjectBean>();
  useTitle(`${project.name}: settings`);
  return (
    <Page title="Details">
      <dl className="facts">
        <dt>Name</dt>
        <dd>{project.name}</dd>
        <dt>Key</dt>
        <dd>{project.key}</dd>
        <dt>Type</dt>
        <dd>{project.style === 'next-gen' ? 'Team-managed' : 'Company-managed'}</dd>
        <dt>Lead</dt>
        <dd>
          {project.lead === undefined ? 'None' : <Person id={project.lead.accountId} name={project.lead.displayName} />}
        </dd>
        <dt>Work types</dt>
        <dd>{project.issueTypes?.map(({ name }) => name).join(', ')}</dd>
        <dt>Description</dt>
        <dd>{project.description || 'None'}</dd>
      </dl>
    </Page>
  );
};
