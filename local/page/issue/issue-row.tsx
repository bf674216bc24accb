import type { ReactNode } from 'react';
import type { LinkedIssueBean } from '../api/beans.ts';
import { IssueTypeIcon } from '../ui/icons.tsx';
import { IssueLink } from '../ui/link.tsx';
import { StatusLozenge } from '../ui/status.tsx';

/** Another issue on one line: type, key, summary, status, and what one can do with it here. */
export const IssueRow = ({ issue, children }: { readonly issue: LinkedIssueBean; readonly children?: ReactNode }) => (
  <li className="issue-row">
    <IssueTypeIcon type={issue.fields.issuetype} />
    <IssueLink issueKey={issue.key}>{issue.key}</IssueLink>
    <span className="ellipsis grow">{issue.fields.summary}</span>
    <StatusLozenge status={issue.fields.status} />
    {children}
  </li>
);
