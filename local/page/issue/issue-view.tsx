import { Link } from 'react-router';
import { useIssue } from '../api/queries.ts';
import type { IssueBean } from '../api/beans.ts';
import { formatInstant } from '../ui/format.ts';
import { IssueTypeIcon } from '../ui/icons.tsx';
import { IssueLink } from '../ui/link.tsx';
import { Failure, Loading } from '../ui/page.tsx';
import { ProjectTile } from '../ui/person.tsx';
import { Activity } from './activity.tsx';
import { ContextPanels, IssuePanels } from './app-panels.tsx';
import { Children } from './children.tsx';
import { Description } from './description.tsx';
import { Details } from './details.tsx';
import { Editable, TextEditor } from './editable.tsx';
import { Links } from './links.tsx';
import { Transitions } from './transitions.tsx';
import { useIssueEdit, type IssueEdit } from './use-issue-edit.ts';

const Crumbs = ({ issue }: { readonly issue: IssueBean }) => {
  const { project, parent, issuetype } = issue.fields;
  return (
    <nav className="crumbs" aria-label="Breadcrumbs">
      <Link to="/projects">Projects</Link>
      <span aria-hidden>/</span>
      <Link className="with-icon" to={`/jira/software/projects/${project.key}`}>
        <ProjectTile projectKey={project.key} />
        {project.name}
      </Link>
      {parent && (
        <>
          <span aria-hidden>/</span>
          <span className="with-icon">
            <IssueTypeIcon type={parent.fields.issuetype} />
            <IssueLink issueKey={parent.key}>{parent.key}</IssueLink>
          </span>
        </>
      )}
      <span aria-hidden>/</span>
      <span className="with-icon">
        <IssueTypeIcon type={issuetype} />
        <IssueLink issueKey={issue.key}>{issue.key}</IssueLink>
      </span>
    </nav>
  );
};
const Summary = ({ issue, edit }: { readonly issue: IssueBean; readonly edit: IssueEdit }) => (
  <h1 className="issue-summary">
    <Editable
      label="Summary"
      isHeading
      isEditable={edit.isEditable}
      display={issue.fields.summary}
      renderEditor={(done) => (
        <TextEditor
          label="Summary"
          value={issue.fields.summary}
          onSave={(summary) => edit.setField({ summary })}
          done={done}
        />
      )}
    />
  </h1>
);

const Loaded = ({ issue, withApps }: { readonly issue: IssueBean; readonly withApps: boolean }) => {
  const edit = useIssueEdit(issue);
  const { created, updated } = issue.fields;
  return (
    <article className="issue" aria-label={issue.key}>
      <div className="issue-main">
        <Crumbs issue={issue} />
        <Summary issue={issue} edit={edit} />
        <Description issue={issue} edit={edit} />
        <Children issue={issue} />
        <Links issue={issue} edit={edit} />
        {withApps && <IssuePanels issueKey={issue.key} />}
        <Activity issue={issue} edit={edit} />
      </div>
      <aside className="issue-side" aria-label="Details">
        <Transitions issue={issue} edit={edit} />
        <section className="side-box">
          <h2 className="side-box-title">Details</h2>
          <Details issue={issue} edit={edit} />
        </section>
        {withApps && <ContextPanels issueKey={issue.key} />}
        <p className="subtle issue-times">
          {created && <>Created {formatInstant(created)}</>}
          <br />
          {updated && <>Updated {formatInstant(updated)}</>}
        </p>
      </aside>
    </article>
  );
};

interface IssueViewProps {
  readonly issueKey: string;
  /** False inside a dialog that an app opened: its panels would open inside themselves. */
  readonly withApps: boolean;
}
/** Everything about one issue; the same in its page and in a dialog. */
export const IssueView = ({ issueKey, withApps }: IssueViewProps) => {
  const { data, error, refetch } = useIssue(issueKey);
  if (error !== null) return <Failure error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  return <Loaded issue={data} withApps={withApps} />;
};
