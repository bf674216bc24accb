import { Link } from 'react-router';
import { useCount, useSearch } from '../api/queries.ts';
import { IssueTable } from '../ui/issue-table.tsx';
import { Loading, useTitle } from '../ui/page.tsx';
import { Person } from '../ui/person.tsx';
import { useOutletProject } from './project.tsx';

const Count = ({ label, jql }: { readonly label: string; readonly jql: string }) => {
  const { data } = useCount(jql);
  return (
    <Link className="card card-count" to={`/issues?jql=${encodeURIComponent(jql)}`}>
      <span className="count">{data === undefined ? '…' : data.toLocaleString('en')}</span>
      <span className="subtle">{label}</span>
    </Link>
  );
};

/** How much work the project has in each state, and what changed last. */
export const ProjectSummary = () => {
  const project = useOutletProject();
  useTitle(`${project.name}: summary`);
  const own = `project = "${project.key}"`;
  const { data } = useSearch({ jql: `${own} ORDER BY updated DESC`, maxResults: 10 });
  return (
    <div className="page">
      {project.description && project.description !== project.name && <p>{project.description}</p>}
      {project.lead && (
        <p className="with-icon">
          <span className="subtle">Lead</span> <Person id={project.lead.accountId} name={project.lead.displayName} />
        </p>
      )}
      <div className="cards">
        <Count label="To do" jql={`${own} AND statusCategory = "To Do"`} />
        <Count label="In progress" jql={`${own} AND statusCategory = "In Progress"`} />
        <Count label="Done" jql={`${own} AND statusCategory = Done`} />
        <Count label="Updated in 7 days" jql={`${own} AND updated >= -7d`} />
      </div>
      <h2>Recently updated</h2>
      {data === undefined ? (
        <Loading />
      ) : (
        <IssueTable issues={data.issues} columns={['key', 'summary', 'status', 'assignee']} />
      )}
    </div>
  );
};
