import { useProjects } from '../api/queries.ts';
import { globalPagePath, useModules, type SiteBean } from '../api/site.ts';
import { ProjectTile } from '../ui/person.tsx';
import { NavItem } from '../ui/link.tsx';
import {
  AppsIcon,
  PersonAvatarIcon as HomeIcon,
  SearchIcon as ListIcon,
  ProjectIcon,
  SettingsIcon,
} from '../icons/icons.ts';

const SHOWN_PROJECTS = 12;

const Projects = () => {
  const { data } = useProjects();
  const projects = data ?? [];
  return (
    <>
      <h2 className="nav-heading">Projects</h2>
      {data !== undefined && projects.length === 0 && <p className="nav-note">You can see no project.</p>}
      {projects.slice(0, SHOWN_PROJECTS).map(({ key, name }) => (
        <NavItem key={key} to={`/jira/software/projects/${key}`} icon={<ProjectTile projectKey={key} />}>
          {name}
        </NavItem>
      ))}
      <NavItem to="/projects" icon={<ProjectIcon label="" />}>
        {projects.length > SHOWN_PROJECTS ? `View all ${projects.length} projects` : 'View all projects'}
      </NavItem>
    </>
  );
};

const Apps = () => {
  const pages = useModules('jira:globalPage') ?? [];
  if (pages.length === 0) return undefined;
  return (
    <>
      <h2 className="nav-heading">Apps</h2>
      {pages.map((placed) => (
        <NavItem key={placed.installation.id} to={globalPagePath(placed)} icon={<AppsIcon label="" />}>
          {placed.module.title}
        </NavItem>
      ))}
    </>
  );
};

/** Jira's left side: one's own work, the projects one may see, the apps, and for administrators the settings. */
export const SideBar = ({ site }: { readonly site: SiteBean }) => (
  <nav className="side-bar" aria-label="Jira">
    <NavItem to="/" icon={<HomeIcon label="" />} exact>
      For you
    </NavItem>
    <NavItem to="/issues" icon={<ListIcon label="" />}>
      Search work items
    </NavItem>
    <Apps />
    <Projects />
    {site.isAdmin && (
      <>
        <h2 className="nav-heading">Administration</h2>
        <NavItem to="/jira/settings" icon={<SettingsIcon label="" />}>
          Jira settings
        </NavItem>
      </>
    )}
  </nav>
);
