import Button from '@atlaskit/button/new';
import Tabs, { Tab, TabList, TabPanel } from '@atlaskit/tabs';
import TextArea from '@atlaskit/textarea';
import { useState } from 'react';
import type { HistoryBean, IssueBean, UserBean } from '../api/beans.ts';
import { useComments, useHistory } from '../api/queries.ts';
import { formatInstant } from '../ui/format.ts';
import { PersonAvatar } from '../ui/person.tsx';
import { Adf, toDocument } from './adf.tsx';
import type { IssueEdit } from './use-issue-edit.ts';

interface ActivityProps {
  readonly issue: IssueBean;
  readonly edit: IssueEdit;
}
const Entry = ({
  author,
  when,
  children,
}: {
  author: UserBean | undefined;
  when: string;
  children: React.ReactNode;
}) => (
  <li className="activity-entry">
    <PersonAvatar id={author?.accountId} name={author?.displayName ?? 'Jira'} />
    <div className="grow">
      <div>
        <strong>{author?.displayName ?? 'Jira'}</strong> <span className="subtle">{formatInstant(when)}</span>
      </div>
      {children}
    </div>
  </li>
);

const AddComment = ({ issue, edit }: ActivityProps) => {
  const [text, setText] = useState('');
  const save = async () => {
    const body = { body: toDocument(text) };
    if (await edit.write(`/rest/api/3/issue/${issue.key}/comment`, 'POST', body)) setText('');
  };
  return (
    <div className="comment-form">
      <TextArea
        aria-label="Add a comment"
        placeholder="Add a comment…"
        minimumRows={2}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {text.trim() !== '' && (
        <div className="button-row">
          <Button appearance="primary" isLoading={edit.isSaving} onClick={() => void save()}>
            Save
          </Button>
          <Button appearance="subtle" onClick={() => setText('')}>
            Cancel
          </Button>
        </div>
      )}
    </div>
  );
};
const Comments = ({ issue, edit }: ActivityProps) => {
  const { data } = useComments(issue.key);
  return (
    <div className="activity">
      <AddComment issue={issue} edit={edit} />
      <ul>
        {data?.comments.toReversed().map(({ id, author, body, created }) => (
          <Entry key={id} author={author} when={created}>
            <Adf document={body} />
          </Entry>
        ))}
      </ul>
      {data?.comments.length === 0 && <p className="subtle">No comments yet.</p>}
    </div>
  );
};

/** ChangeItem has members called `toString` and `fromString`; absent ones must not fall through to Object's own. */
const own = (item: HistoryBean['items'][number], name: 'fromString' | 'toString'): string => {
  const value = Object.hasOwn(item, name) ? item[name] : undefined;
  return typeof value === 'string' && value !== '' ? value : 'None';
};
const SHORTENED = 200;
const shorten = (text: string) => (text.length > SHORTENED ? `${text.slice(0, SHORTENED)}…` : text);
const History = ({ issue }: { readonly issue: IssueBean }) => {
  const { data } = useHistory(issue.key);
  const newestFirst = [...(data ?? [])].sort((a, b) => b.created.localeCompare(a.created));
  return (
    <div className="activity">
      <ul>
        {newestFirst.map(({ id, author, created, items }) => (
          <Entry key={id} author={author} when={created}>
            {items.map((item) => (
              <div key={`${item.field}${own(item, 'toString')}`} className="change">
                changed <strong>{item.field}</strong>:{' '}
                <span className="change-from">{shorten(own(item, 'fromString'))}</span>
                <span aria-label="to"> → </span>
                {shorten(own(item, 'toString'))}
              </div>
            ))}
          </Entry>
        ))}
      </ul>
      {data?.length === 0 && <p className="subtle">Nothing has changed yet.</p>}
    </div>
  );
};

/** Comments and the changelog. */
export const Activity = (props: ActivityProps) => (
  <section className="issue-section" aria-label="Activity">
    <h2>Activity</h2>
    <Tabs id="activity">
      <TabList>
        <Tab>Comments</Tab>
        <Tab>History</Tab>
      </TabList>
      <TabPanel>
        <Comments {...props} />
      </TabPanel>
      <TabPanel>
        <History issue={props.issue} />
      </TabPanel>
    </Tabs>
  </section>
);
