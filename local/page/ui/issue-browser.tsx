import Button from '@atlaskit/button/new';
import EmptyState from '@atlaskit/empty-state';
import SectionMessage from '@atlaskit/section-message';
import Textfield from '@atlaskit/textfield';
import { useState, type FormEvent } from 'react';
import { useSearchParams } from 'react-router';
import { useCount, useSearch } from '../api/queries.ts';
import { IssueTable } from './issue-table.tsx';
import { buildJql, splitOrder, type Column, type Order } from './jql.ts';
import { Loading } from './page.tsx';

const PAGE_SIZE = 50;
const COLUMNS: readonly Column[] = ['key', 'summary', 'status', 'priority', 'assignee', 'parent', 'due'];
interface FilterProps {
  readonly typed: string;
  readonly onFilter: (jql: string) => void;
}
const Filter = ({ typed, onFilter }: FilterProps) => {
  const [text, setText] = useState(typed);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onFilter(text);
  };
  return (
    <form className="toolbar" onSubmit={submit}>
      <div className="grow">
        <Textfield
          aria-label="JQL"
          placeholder='JQL, for example status = "In Progress"'
          isCompact
          isMonospaced
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </div>
      <Button type="submit">Search</Button>
    </form>
  );
};

/** Work items by JQL: filter, sort, page through. What is typed lives in the address (`?jql=`). */
export const IssueBrowser = ({ scope, fallback = '' }: { readonly scope?: string; readonly fallback?: string }) => {
  const [query, setQuery] = useSearchParams();
  const typed = query.get('jql') ?? fallback;
  const [order, setOrder] = useState<Order>();
  const [tokens, setTokens] = useState<readonly string[]>([]);
  const jql = buildJql(scope, typed, order);
  const pageToken = tokens.at(-1);
  const { data, error, isFetching } = useSearch({
    jql,
    maxResults: PAGE_SIZE,
    ...(pageToken === undefined ? {} : { pageToken }),
  });
  const { data: count } = useCount(splitOrder(jql).where);
  const filter = (next: string) => {
    setTokens([]);
    setQuery(next.trim() === '' ? {} : { jql: next.trim() });
  };
  const sort = (next: Order) => {
    setTokens([]);
    setOrder(next);
  };
  const first = tokens.length * PAGE_SIZE + 1;
  const next = data?.nextPageToken;
  return (
    <>
      <Filter key={typed} typed={typed} onFilter={filter} />
      {error !== null && (
        <SectionMessage appearance="error" title="Jira does not take this JQL">
          {error.message}
        </SectionMessage>
      )}
      {error === null && data === undefined && <Loading />}
      {error === null && data?.issues.length === 0 && (
        <EmptyState
          header="No work items match"
          description="Try another filter. You see only what you have permission to browse."
        />
      )}
      {error === null && data !== undefined && data.issues.length > 0 && (
        <div aria-busy={isFetching}>
          <IssueTable issues={data.issues} columns={COLUMNS} order={order} onOrder={sort} />
          <div className="pager">
            <span className="subtle" aria-live="polite">
              {first} to {first + data.issues.length - 1} of {count?.toLocaleString('en') ?? '…'}
            </span>
            <Button isDisabled={tokens.length === 0} onClick={() => setTokens(tokens.slice(0, -1))}>
              Previous
            </Button>
            <Button isDisabled={next === undefined} onClick={() => next !== undefined && setTokens([...tokens, next])}>
              Next
            </Button>
          </div>
        </div>
      )}
    </>
  );
};
