import { useState, type ReactNode } from 'react';
import type { SiteBean } from '../api/site.ts';
import { SideBar } from './side-bar.tsx';
import { TopBar } from './top-bar.tsx';

const STORAGE_KEY = 'interlock-sidebar';

export const Layout = ({ site, children }: { readonly site: SiteBean; readonly children: ReactNode }) => {
  const [isOpen, setOpen] = useState(() => window.localStorage.getItem(STORAGE_KEY) !== 'closed');
  const toggle = () => {
    window.localStorage.setItem(STORAGE_KEY, isOpen ? 'closed' : 'open');
    setOpen(!isOpen);
  };
  return (
    <div className="layout">
      <a className="skip-link" href="#content">
        Skip to content
      </a>
      <TopBar site={site} isSideBarOpen={isOpen} onToggleSideBar={toggle} />
      <div className="layout-below">
        {isOpen && <SideBar site={site} />}
        <main id="content" className="layout-content" tabIndex={-1}>
          {children}
        </main>
      </div>
    </div>
  );
};
