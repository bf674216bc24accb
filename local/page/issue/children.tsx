import Button from '@atlaskit/button/new';
import { useState } from 'react';
import type { IssueBean } from '../api/beans.ts';
import { useCount, useSearch } from '../api/queries.ts';
import { IssueRow } from './issue-row.tsx';

const STEP = 20;

/** The issue's children, in rank order, read by search as Jira's issue view does. */
export const Children = ({ issue }: { readonly issue: IssueBean }) => {
  const [shown, setShown] = useState(STEP);
  const where = `parent = ${issue.key}`;
  const { data } = useSearch({ jql: `${where} ORDER BY Rank ASC`, maxResults: shown });
  const { data: count = 0 } = useCount(where);
  const children = data?.issues ?? [];
  if (children.length === 0) return undefined;
  return (
    <section className="issue-section" aria-label="Child work items">
      <header className="section-header">
        <h2>Child work items</h2>
        <span className="subtle">{count}</span>
      </header>
      <ul className="issue-rows">
        {children.map((child) => (
          <IssueRow key={child.id} issue={child} />
        ))}
      </ul>
      {children.length < count && shown < 100 && (
        <Button appearance="subtle" onClick={() => setShown(shown + STEP)}>
          Show more
        </Button>
      )}
    </section>
  );
};
