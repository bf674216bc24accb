import { useEffect, type ReactNode } from 'react';
import Button from '@atlaskit/button/new';
import EmptyState from '@atlaskit/empty-state';
import Spinner from '@atlaskit/spinner';
import { RestError } from '../api/rest.ts';
import { useSite } from '../api/site.ts';

/** Names the tab as Jira does: what, then where. */
export const useTitle = (title: string | undefined): void => {
  const { data } = useSite();
  const site = data?.title ?? 'Jira';
  useEffect(() => {
    document.title = title === undefined ? site : `${title} - ${site}`;
  }, [title, site]);
};

export const Loading = () => (
  <div className="page-centre">
    <Spinner size="large" label="Loading" />
  </div>
);

interface FailureProps {
  readonly error: Error;
  readonly onRetry?: () => void;
}
/** What a page shows instead of itself: Jira's own sentence for what is absent or hidden, else the refusal. */
export const Failure = ({ error, onRetry }: FailureProps) => {
  const isAbsent = error instanceof RestError && (error.status === 404 || error.status === 403);
  return (
    <EmptyState
      header={isAbsent ? 'We couldn’t find that, or you may not see it' : 'This didn’t work'}
      headingLevel={1}
      description={error.message}
      {...(onRetry === undefined || isAbsent ? {} : { primaryAction: <Button onClick={onRetry}>Try again</Button> })}
    />
  );
};

interface PageProps {
  readonly title: ReactNode;
  readonly above?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}
/** A page with a heading, in the site's content area. */
export const Page = ({ title, above, actions, children }: PageProps) => (
  <div className="page">
    {above}
    <header className="page-header">
      <h1>{title}</h1>
      <div className="page-actions">{actions}</div>
    </header>
    {children}
  </div>
);
