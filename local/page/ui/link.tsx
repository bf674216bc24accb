import type { ReactNode } from 'react';
import { Link, NavLink } from 'react-router';

interface NavItemProps {
  readonly to: string;
  readonly icon: ReactNode;
  readonly children: ReactNode;
  readonly exact?: boolean;
}
/** An entry of the side navigation, marked while its page is open. */
export const NavItem = ({ to, icon, children, exact = false }: NavItemProps) => (
  <NavLink className="nav-item" to={to} end={exact}>
    <span className="nav-icon">{icon}</span>
    <span className="ellipsis">{children}</span>
  </NavLink>
);

interface TabProps {
  readonly to: string;
  readonly children: ReactNode;
}
export const TabLink = ({ to, children }: TabProps) => (
  <NavLink className="tab-link" to={to}>
    {children}
  </NavLink>
);
export const IssueLink = ({ issueKey, children }: { readonly issueKey: string; readonly children: ReactNode }) => (
  <Link className="issue-link" to={`/browse/${issueKey}`}>
    {children}
  </Link>
);
