import { useState, useSyncExternalStore, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import type { SiteBean } from '../api/site.ts';
import { SideBar } from './side-bar.tsx';
import { TopBar } from './top-bar.tsx';

const STORAGE_KEY = 'interlock-sidebar';
/** Where the sidebar stands beside the page; elsewhere it lies over it when opened (shell.css has the same number). */
const wide = window.matchMedia('(width >= 900px)');
const onWideChange = (listener: () => void) => {
  wide.addEventListener('change', listener);
  return () => wide.removeEventListener('change', listener);
};

/** Whether the sidebar is open: beside a wide page as chosen and kept, over a narrow one until one goes somewhere. */
const useSideBar = () => {
  const isWide = useSyncExternalStore(onWideChange, () => wide.matches);
  const { pathname } = useLocation();
  const [isBeside, setBeside] = useState(() => window.localStorage.getItem(STORAGE_KEY) !== 'closed');
  const [openedAt, setOpenedAt] = useState<string>();
  const isOpen = isWide ? isBeside : openedAt === pathname;
  const toggle = () => {
    if (!isWide) return setOpenedAt(isOpen ? undefined : pathname);
    window.localStorage.setItem(STORAGE_KEY, isBeside ? 'closed' : 'open');
    return setBeside(!isBeside);
  };
  return { isOpen, toggle };
};

export const Layout = ({ site, children }: { readonly site: SiteBean; readonly children: ReactNode }) => {
  const { isOpen, toggle } = useSideBar();
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
