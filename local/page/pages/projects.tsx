import EmptyState from '@atlaskit/empty-state';
import Textfield from '@atlaskit/textfield';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useProjects } from '../api/queries.ts';
import { Failure, Loading, Page, useTitle } from '../ui/page.tsx';
import { Person, ProjectTile } from '../ui/person.tsx';
import type { ProjectBean } from '../api/beans.ts';

const kindOf = ({ style, isPrivate }: ProjectBean) =>
  `${style === 'next-gen' ? 'Team-managed' : 'Company-managed'}${isPrivate === true ? ', private' : ''}`;

const Row = ({ project }: { readonly project: ProjectBean }) => {
  const navigate = useNavigate();
  const path = `/jira/software/projects/${project.key}`;
  return (
    <tr onClick={() => void navigate(path)}>
      <td>
        <span className="with-icon">
          <ProjectTile projectKey={project.key} />
          <Link to={path}>{project.name}</Link>
        </span>
      </td>
      <td>{project.key}</td>
      <td>{kindOf(project)}</td>
      <td>
        {project.lead === undefined ? '' : <Person id={project.lead.accountId} name={project.lead.displayName} />}
      </td>
    </tr>
  );
};

/** Every project this person may see. */
export const ProjectsPage = () => {
  useTitle('Projects');
  const [text, setText] = useState('');
  const { data, error, refetch } = useProjects();
  if (error !== null) return <Failure error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const wanted = text.trim().toLowerCase();
  const shown = data.filter(({ key, name }) => `${key} ${name}`.toLowerCase().includes(wanted));
  return (
    <Page title="Projects">
      <div className="toolbar">
        <Textfield
          aria-label="Filter projects"
          placeholder="Filter projects"
          isCompact
          value={text}
          width={280}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </div>
      {shown.length === 0 ? (
        <EmptyState
          header="No project to show"
          description="You see the projects that you have permission to browse."
        />
      ) : (
        <div className="table-scroll">
          <table className="issue-table">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Key</th>
                <th scope="col">Type</th>
                <th scope="col">Lead</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((project) => (
                <Row key={project.id} project={project} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Page>
  );
};
