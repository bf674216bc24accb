import Button from '@atlaskit/button/new';
import TextArea from '@atlaskit/textarea';
import { useState } from 'react';
import type { IssueBean } from '../api/beans.ts';
import { Adf, toDocument, toText } from './adf.tsx';
import { Editable } from './editable.tsx';
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
  const { description } = props.issue.fields;
  return (
    <section className="issue-section" aria-label="Description">
      <h2>Description</h2>
      <Editable
        label="Description"
        isEditable={props.edit.isEditable}
        display={description ? <Adf document={description} /> : <span className="subtle">Add a description…</span>}
        renderEditor={(done) => <Editor {...props} done={done} />}
      />
    </section>
  );
};
