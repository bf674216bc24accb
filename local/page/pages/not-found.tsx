import EmptyState from '@atlaskit/empty-state';
import { Link } from 'react-router';
import { useTitle } from '../ui/page.tsx';

export const NotFoundPage = () => {
  useTitle('Page not found');
  return (
    <EmptyState
      header="There is no page at this address"
      headingLevel={1}
      description="It may have moved, or it is part of Jira that this local site does not have."
      primaryAction={<Link to="/">Go to your work</Link>}
    />
  );
};
