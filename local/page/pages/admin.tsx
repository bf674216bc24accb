import EmptyState from '@atlaskit/empty-state';
import { Outlet } from 'react-router';
import { adminPagePath, useModules, useSite } from '../api/site.ts';
import { NavItem } from '../ui/link.tsx';
import { AppsIcon, SettingsIcon } from '../icons/icons.ts';

/** Jira's settings, for its administrators: the site's own switches and the apps' pages. */
export const AdminPage = () => {
  const { data: site } = useSite();
  const pages = useModules('jira:adminPage') ?? [];
  if (site?.isAdmin !== true)
    return <EmptyState header="Only Jira administrators can open the settings" headingLevel={1} />;
  return (
    <div className="settings">
      <nav className="settings-nav" aria-label="Jira settings">
        <NavItem to="/jira/settings/system" icon={<SettingsIcon label="" />}>
          This local site
        </NavItem>
        <h2 className="nav-heading">Apps</h2>
        {pages.map((placed) => (
          <NavItem key={placed.installation.id} to={adminPagePath(placed)} icon={<AppsIcon label="" />}>
            {placed.module.title}
          </NavItem>
        ))}
      </nav>
      <div className="settings-content">
        <Outlet />
      </div>
    </div>
  );
};
