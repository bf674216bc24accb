import { useEffect, useState, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import type { SiteBean } from '../api/site.ts';
import { SideBar } from './side-bar.tsx';
import { TopBar } from './top-bar.tsx';

const STORAGE_KEY = 'interlock-sidebar';
/** From this width on the sidebar stands beside the page, below it lies over the page when opened (shell.css has the same number). */
const WIDE = 900;

export const Layout = ({ site, children }: { readonly site: SiteBean; readonly children: ReactNode }) => {
  const [isOpen, setOpen] = useState(
    () => window.innerWidth >= WIDE && window.localStorage.getItem(STORAGE_KEY) !== 'closed',
  );
  const toggle = () => {
    if (window.innerWidth >= WIDE) window.localStorage.setItem(STORAGE_KEY, isOpen ? 'closed' : 'open');
    setOpen(!isOpen);
  };
  const { pathname } = useLocation();
  // Where the sidebar lies over the page, going somewhere closes it.
  useEffect(() => {
    if (window.innerWidth < WIDE) setOpen(false);
  }, [pathname]);
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
