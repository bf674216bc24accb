import Textfield from '@atlaskit/textfield';
import Select, { AsyncSelect, CreatableSelect } from '@atlaskit/select';
import { useQuery } from '@tanstack/react-query';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Choice } from '../api/choices.ts';

interface EditableProps {
  readonly label: string;
  readonly display: ReactNode;
  readonly isEditable: boolean;
  /** The value itself is the name of what surrounds it: nothing is put before it for screen readers. */
  readonly isHeading?: boolean;
  /** The editor; `done` leaves it. */
  readonly renderEditor: (done: () => void) => ReactNode;
}
/** A field that shows its value and turns into its editor on click or Enter, as in Jira's issue view. */
export const Editable = ({ label, display, isEditable, isHeading = false, renderEditor }: EditableProps) => {
  const [isEditing, setEditing] = useState(false);
  const done = () => setEditing(false);
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Escape') done();
  };
  if (isEditing) {
    return (
      // Only Escape is heard here; the editor inside is what is interactive.
      // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
      <div className="field-editor" onKeyDown={keys}>
        {renderEditor(done)}
      </div>
    );
  }
  const shown = display ?? <span className="subtle">None</span>;
  if (!isEditable) return <div className="field-value">{shown}</div>;
  return (
    <button type="button" className="field-value field-button" title={`Edit ${label}`} onClick={() => setEditing(true)}>
      {!isHeading && <span className="visually-hidden">Edit {label}: </span>}
      {shown}
    </button>
  );
};

interface TextEditorProps {
  readonly label: string;
  readonly value: string;
  readonly type?: 'text' | 'number' | 'date';
  readonly onSave: (value: string) => void;
  readonly done: () => void;
}
/** Saves on Enter and on leaving, where the value changed. */
export const TextEditor = ({ label, value, type = 'text', onSave, done }: TextEditorProps) => {
  const [text, setText] = useState(value);
  const save = () => {
    if (text !== value) onSave(text);
    done();
  };
  return (
    <Textfield
      // The person asked for this editor a moment ago.
      // oxlint-disable-next-line jsx-a11y/no-autofocus
      autoFocus
      aria-label={label}
      type={type}
      isCompact
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter') save();
      }}
    />
  );
};

interface PickerProps {
  readonly label: string;
  readonly queryKey: readonly unknown[];
  readonly load: () => Promise<readonly Choice[]>;
  readonly value: Choice | undefined;
  readonly isClearable?: boolean;
  readonly onSave: (choice: Choice | undefined) => void;
  readonly done: () => void;
}
const menu = { autoFocus: true, defaultMenuIsOpen: true, menuPosition: 'fixed', spacing: 'compact' } as const;

export const OnePicker = ({ label, queryKey, load, value, isClearable = true, onSave, done }: PickerProps) => {
  const { data = [], isPending } = useQuery({ queryKey: ['choices', ...queryKey], queryFn: load });
  return (
    <Select<Choice>
      {...menu}
      label={label}
      aria-label={label}
      options={data}
      isLoading={isPending}
      isClearable={isClearable}
      defaultValue={value ?? null}
      onBlur={done}
      onChange={(choice) => {
        onSave(choice ?? undefined);
        done();
      }}
    />
  );
};

interface SearchPickerProps {
  readonly label: string;
  readonly search: (text: string) => Promise<readonly Choice[]>;
  readonly value: Choice | undefined;
  readonly placeholder?: string;
  readonly onSave: (choice: Choice | undefined) => void;
  readonly done?: () => void;
}
/** Chooses by typing: people, work items. */
export const SearchPicker = ({ label, search, value, placeholder, onSave, done }: SearchPickerProps) => (
  <AsyncSelect<Choice>
    {...menu}
    label={label}
    aria-label={label}
    placeholder={placeholder}
    defaultMenuIsOpen={done !== undefined}
    cacheOptions
    defaultOptions
    loadOptions={async (text: string) => [...(await search(text))]}
    isClearable
    defaultValue={value ?? null}
    onBlur={() => done?.()}
    onChange={(choice) => {
      onSave(choice ?? undefined);
      done?.();
    }}
  />
);

interface ManyPickerProps {
  readonly label: string;
  readonly queryKey: readonly unknown[];
  readonly load: () => Promise<readonly Choice[]>;
  readonly values: readonly Choice[];
  /** Labels may be new words. */
  readonly isCreatable?: boolean;
  readonly onSave: (choices: readonly Choice[]) => void;
  readonly done: () => void;
}
/** Saves what is chosen on leaving. */
export const ManyPicker = ({ label, queryKey, load, values, isCreatable = false, onSave, done }: ManyPickerProps) => {
  const { data = [] } = useQuery({ queryKey: ['choices', ...queryKey], queryFn: load });
  const [chosen, setChosen] = useState(values);
  const save = () => {
    if (chosen.map(({ value }) => value).join() !== values.map(({ value }) => value).join()) onSave(chosen);
    done();
  };
  const Picker = isCreatable ? CreatableSelect : Select;
  return (
    <Picker<Choice, true>
      {...menu}
      isMulti
      label={label}
      aria-label={label}
      options={data}
      value={chosen}
      onBlur={save}
      onChange={(next) => setChosen(next)}
    />
  );
};
