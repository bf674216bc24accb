import { Link } from 'react-router';
import { useProjects, useSearch } from '../api/queries.ts';
import { globalPagePath, useModules } from '../api/site.ts';
import { AppsIcon } from '../icons/icons.ts';
import { Failure, Loading, Page, useTitle } from '../ui/page.tsx';
import { IssueTable } from '../ui/issue-table.tsx';
import { ProjectTile } from '../ui/person.tsx';

const MINE = 'assignee = currentUser() AND statusCategory != Done ORDER BY updated DESC';
const RECENT = 'updated >= -7d ORDER BY updated DESC';

const AppCards = () => {
  const pages = useModules('jira:globalPage') ?? [];
  return pages.map((placed) => (
    <Link key={placed.installation.id} className="card card-app" to={globalPagePath(placed)}>
      <span className="app-tile">
        <AppsIcon label="" />
      </span>
      <strong className="ellipsis">{placed.module.title}</strong>
      <span className="subtle">App</span>
    </Link>
  ));
};
const ProjectCards = () => {
  const { data } = useProjects();
  if (data === undefined) return undefined;
  return data.slice(0, 7).map(({ key, name }) => (
    <Link key={key} className="card" to={`/jira/software/projects/${key}`}>
      <ProjectTile projectKey={key} large />
      <strong className="ellipsis">{name}</strong>
      <span className="subtle">{key}</span>
    </Link>
  ));
};
const Work = ({ jql, whenNone }: { readonly jql: string; readonly whenNone: string }) => {
  const { data, error, refetch } = useSearch({ jql, maxResults: 10 });
  if (error !== null) return <Failure error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  if (data.issues.length === 0) return <p className="subtle">{whenNone}</p>;
  return <IssueTable issues={data.issues} columns={['key', 'summary', 'status', 'assignee', 'due']} />;
};

/** What is yours, where you work, and the apps. */
export const HomePage = () => {
  useTitle('Your work');
  return (
    <Page title="For you">
      <div className="cards cards-one-row">
        <AppCards />
        <ProjectCards />
      </div>
      <h2>Assigned to me</h2>
      <Work jql={MINE} whenNone="No open work is assigned to you." />
      <h2>Updated in the last week</h2>
      <Work jql={RECENT} whenNone="Nothing that you can see has changed." />
    </Page>
  );
};
