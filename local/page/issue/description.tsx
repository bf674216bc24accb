import Button, { IconButton } from '@atlaskit/button/new';
import TextArea from '@atlaskit/textarea';
import { useState } from 'react';
import type { IssueBean } from '../api/beans.ts';
import { EditIcon } from '../icons/icons.ts';
import { Adf, toDocument, toText } from './adf.tsx';
import type { IssueEdit } from './use-issue-edit.ts';

interface DescriptionProps {
  readonly issue: IssueBean;
  readonly edit: IssueEdit;
}
const Editor = ({ issue, edit, done }: DescriptionProps & { readonly done: () => void }) => {
  const [text, setText] = useState(() => toText(issue.fields.description));
  const save = () => {
    edit.setField({ description: toDocument(text) });
    done();
  };
  return (
    <>
      <TextArea
        aria-label="Description"
        minimumRows={6}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className="button-row">
        <Button appearance="primary" onClick={save}>
          Save
        </Button>
        <Button appearance="subtle" onClick={done}>
          Cancel
        </Button>
      </div>
    </>
  );
};

/** The description; edited as plain paragraphs. */
export const Description = (props: DescriptionProps) => {
  const [isEditing, setEditing] = useState(false);
  const { description } = props.issue.fields;
  const hasText = toText(description).trim() !== '';
  return (
    <section className="issue-section" aria-label="Description">
      <header className="section-header">
        <h2>Description</h2>
        {props.edit.isEditable && !isEditing && (
          <IconButton
            icon={EditIcon}
            label="Edit description"
            appearance="subtle"
            spacing="compact"
            onClick={() => setEditing(true)}
          />
        )}
      </header>
      {isEditing && <Editor {...props} done={() => setEditing(false)} />}
      {!isEditing && hasText && <Adf document={description} />}
      {!isEditing && !hasText && <span className="subtle">No description</span>}
    </section>
  );
};
