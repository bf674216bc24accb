import { IssueBrowser } from '../ui/issue-browser.tsx';
import { Page, useTitle } from '../ui/page.tsx';

const RECENT = 'updated >= -30d ORDER BY updated DESC';

/** Work items of all projects by JQL. */
export const SearchPage = () => {
  useTitle('Search');
  return (
    <Page title="Work items">
      <IssueBrowser fallback={RECENT} />
    </Page>
  );
};
