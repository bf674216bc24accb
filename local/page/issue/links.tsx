import Button, { IconButton } from '@atlaskit/button/new';
import Select from '@atlaskit/select';
import { useState } from 'react';
import type { IssueBean, LinkBean, LinkedIssueBean } from '../api/beans.ts';
import { loadIssues, type Choice } from '../api/choices.ts';
import { useLinkTypes } from '../api/queries.ts';
import { SearchPicker } from './editable.tsx';
import { IssueRow } from './issue-row.tsx';
import type { IssueEdit } from './use-issue-edit.ts';
import { AddIcon, CrossIcon } from '../icons/icons.ts';

interface LinksProps {
  readonly issue: IssueBean;
  readonly edit: IssueEdit;
}
interface ShownLink {
  readonly id: string;
  readonly words: string;
  readonly other: LinkedIssueBean;
}
/** `outwardIssue` is the other end where this issue is the source: "this blocks it" (platform.md 9, Links). */
const toShown = ({ id, type, inwardIssue, outwardIssue }: LinkBean): ShownLink | undefined => {
  if (outwardIssue !== undefined) return { id, words: type.outward, other: outwardIssue };
  return inwardIssue === undefined ? undefined : { id, words: type.inward, other: inwardIssue };
};

const AddLink = ({ issue, edit, onDone }: LinksProps & { readonly onDone: () => void }) => {
  const { data } = useLinkTypes();
  const [words, setWords] = useState<Choice>();
  const [other, setOther] = useState<Choice>();
  const options = (data?.issueLinkTypes ?? []).flatMap(({ id, inward, outward }) =>
    inward === outward
      ? [{ value: `${id}/out`, label: outward }]
      : [
          { value: `${id}/out`, label: outward },
          { value: `${id}/in`, label: inward },
        ],
  );
  const chosen = words ?? options[0];
  const save = async () => {
    if (chosen === undefined || other === undefined) return;
    const [id, direction] = chosen.value.split('/');
    const [source, destination] = direction === 'out' ? [issue.key, other.value] : [other.value, issue.key];
    const body = { type: { id }, inwardIssue: { key: source }, outwardIssue: { key: destination } };
    if (await edit.write('/rest/api/3/issueLink', 'POST', body)) onDone();
  };
  return (
    <div className="link-form">
      <Select<Choice>
        aria-label="Link type"
        spacing="compact"
        options={options}
        value={chosen ?? null}
        onChange={(choice) => setWords(choice ?? undefined)}
      />
      <SearchPicker
        label="Work item"
        placeholder="Key or words"
        search={loadIssues}
        value={undefined}
        onSave={setOther}
      />
      <div className="button-row">
        <Button appearance="primary" isDisabled={other === undefined} onClick={() => void save()}>
          Link
        </Button>
        <Button appearance="subtle" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </div>
  );
};

/** The issue's links by what they say, with adding and removing. */
export const Links = ({ issue, edit }: LinksProps) => {
  const [isAdding, setAdding] = useState(false);
  const links = (issue.fields.issuelinks ?? []).map(toShown).filter((link) => link !== undefined);
  const groups = Map.groupBy(links, ({ words }) => words);
  if (links.length === 0 && !edit.isEditable) return undefined;
  return (
    <section className="issue-section" aria-label="Linked work items">
      <header className="section-header">
        <h2>Linked work items</h2>
        {edit.isEditable && !isAdding && (
          <IconButton
            icon={AddIcon}
            label="Add link"
            appearance="subtle"
            spacing="compact"
            onClick={() => setAdding(true)}
          />
        )}
      </header>
      {isAdding && <AddLink issue={issue} edit={edit} onDone={() => setAdding(false)} />}
      {[...groups].map(([words, group]) => (
        <div key={words}>
          <h3 className="link-words">{words}</h3>
          <ul className="issue-rows">
            {group.map(({ id, other }) => (
              <IssueRow key={id} issue={other}>
                {edit.isEditable && (
                  <IconButton
                    icon={CrossIcon}
                    label={`Remove link to ${other.key}`}
                    appearance="subtle"
                    spacing="compact"
                    onClick={() => void edit.write(`/rest/api/3/issueLink/${id}`, 'DELETE')}
                  />
                )}
              </IssueRow>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
};
