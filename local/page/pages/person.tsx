import { useParams } from 'react-router';
import { useSite } from '../api/site.ts';
import { IssueBrowser } from '../ui/issue-browser.tsx';
import { Page, useTitle } from '../ui/page.tsx';
import { NotFoundPage } from './not-found.tsx';

/** A person and what is assigned to them. */
export const PersonPage = () => {
  const { accountId = '' } = useParams();
  const person = useSite().data?.people.find((candidate) => candidate.accountId === accountId);
  useTitle(person?.name);
  if (person === undefined) return <NotFoundPage />;
  return (
    <Page title={person.name}>
      <p className="subtle">{person.about ?? person.email}</p>
      <IssueBrowser scope={`assignee = "${accountId}"`} />
    </Page>
  );
};
