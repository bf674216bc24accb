import type { ReactNode } from 'react';
import type { IssueBean } from '../api/beans.ts';
import type { Choice } from '../api/choices.ts';
import { formatDay } from '../ui/format.ts';
import { Editable, ManyPicker, TextEditor } from './editable.tsx';
import type { IssueEdit } from './use-issue-edit.ts';

export interface FieldProps {
  readonly issue: IssueBean;
  readonly edit: IssueEdit;
}
interface RowProps {
  readonly label: string;
  readonly children: ReactNode;
}
export const Row = ({ label, children }: RowProps) => (
  <div className="field-row">
    <span className="field-label">{label}</span>
    {children}
  </div>
);
interface ManyProps extends FieldProps {
  readonly label: string;
  readonly values: readonly Choice[];
  readonly load: () => Promise<readonly Choice[]>;
  readonly isCreatable?: boolean;
  readonly toFields: (chosen: readonly Choice[]) => Readonly<Record<string, unknown>>;
}
/** A field of several choices. */
export const Many = ({ issue, edit, label, values, load, isCreatable = false, toFields }: ManyProps) => (
  <Row label={label}>
    <Editable
      label={label}
      isEditable={edit.isEditable}
      display={values.length === 0 ? undefined : values.map((choice) => choice.label).join(', ')}
      renderEditor={(done) => (
        <ManyPicker
          label={label}
          queryKey={[label, issue.fields.project.key]}
          load={load}
          values={values}
          isCreatable={isCreatable}
          onSave={(chosen) => edit.setField(toFields(chosen))}
          done={done}
        />
      )}
    />
  </Row>
);

interface ScalarProps extends FieldProps {
  readonly label: string;
  readonly field: string;
  readonly type: 'number' | 'date';
}
/** A number or a day. */
export const Scalar = ({ issue, edit, label, field, type }: ScalarProps) => {
  const value = issue.fields[field];
  const text = value === null || value === undefined ? '' : String(value);
  const toValue = (next: string) => (next === '' ? null : type === 'number' ? Number(next) : next);
  return (
    <Row label={label}>
      <Editable
        label={label}
        isEditable={edit.isEditable}
        display={text === '' ? undefined : type === 'date' ? formatDay(text) : text}
        renderEditor={(done) => (
          <TextEditor
            label={label}
            type={type}
            value={text}
            onSave={(next) => edit.setField({ [field]: toValue(next) })}
            done={done}
          />
        )}
      />
    </Row>
  );
};
