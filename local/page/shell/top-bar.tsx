import Button, { IconButton } from '@atlaskit/button/new';
import { JiraIcon } from '@atlaskit/logo';
import { Link, useNavigate } from 'react-router';
import type { SiteBean } from '../api/site.ts';
import { useDialogs } from './dialogs.tsx';
import { PersonMenu } from './person-menu.tsx';
import { SearchBox } from './search-box.tsx';
import { AddIcon, SettingsIcon, SidebarCollapseIcon, SidebarExpandIcon } from '../icons/icons.ts';

interface TopBarProps {
  readonly site: SiteBean;
  readonly isSideBarOpen: boolean;
  readonly onToggleSideBar: () => void;
}

export const TopBar = ({ site, isSideBarOpen, onToggleSideBar }: TopBarProps) => {
  const { createIssue } = useDialogs();
  const navigate = useNavigate();
  return (
    <header className="top-bar">
      <div className="top-bar-start">
        <IconButton
          icon={isSideBarOpen ? SidebarCollapseIcon : SidebarExpandIcon}
          label={isSideBarOpen ? 'Collapse sidebar' : 'Expand sidebar'}
          appearance="subtle"
          onClick={onToggleSideBar}
        />
        <Link className="site-name" to="/">
          <JiraIcon size="small" appearance="brand" label="" />
          <span className="ellipsis">{site.title}</span>
        </Link>
      </div>
      <div className="top-bar-middle">
        <SearchBox />
        <Button appearance="primary" iconBefore={AddIcon} onClick={() => createIssue({})}>
          Create
        </Button>
      </div>
      <div className="top-bar-end">
        {site.isAdmin && (
          <IconButton
            icon={SettingsIcon}
            label="Jira settings"
            appearance="subtle"
            onClick={() => void navigate('/jira/settings')}
          />
        )}
        <PersonMenu site={site} />
      </div>
    </header>
  );
};
