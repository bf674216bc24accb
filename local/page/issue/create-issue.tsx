import Button from '@atlaskit/button/new';
import ModalDialog, { ModalBody, ModalFooter, ModalHeader, ModalTitle, ModalTransition } from '@atlaskit/modal-dialog';
import SectionMessage from '@atlaskit/section-message';
import Select from '@atlaskit/select';
import TextArea from '@atlaskit/textarea';
import Textfield from '@atlaskit/textfield';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { IssueTypeBean } from '../api/beans.ts';
import type { Choice } from '../api/choices.ts';
import { useProjects, useWrite } from '../api/queries.ts';
import { rest } from '../api/rest.ts';
import { useFlags } from '../shell/flags.tsx';
import { toDocument, toText } from './adf.tsx';

/** What the form starts with: `context` of @forge/jira-bridge's CreateIssueModal. */
export interface CreateDefaults {
  readonly projectId?: string;
  readonly issueTypeId?: string;
  readonly parentId?: string;
  readonly summary?: string;
  readonly description?: unknown;
  readonly [field: string]: unknown;
}
interface CreateIssueProps {
  readonly defaults: CreateDefaults;
  /** Given `{ payload: [{ issueId }] }`, as the bridge's onClose is; the list is empty where nothing was created. */
  readonly onClose: (result: { readonly payload: readonly { readonly issueId: string }[] }) => void;
}

const IN_FORM = ['projectId', 'issueTypeId', 'parentId', 'summary', 'description'];
const WRAPPED: Readonly<Record<string, (value: unknown) => unknown>> = {
  assignee: (value) => ({ accountId: value }),
  reporter: (value) => ({ accountId: value }),
  priority: (value) => ({ id: value }),
  components: (value) => (Array.isArray(value) ? value.map((id) => ({ id: String(id) })) : value),
  fixVersions: (value) => (Array.isArray(value) ? value.map((id) => ({ id: String(id) })) : value),
  versions: (value) => (Array.isArray(value) ? value.map((id) => ({ id: String(id) })) : value),
};
/** The defaults that the form does not show, as Jira's create operation takes them. */
const otherFields = (defaults: CreateDefaults) =>
  Object.fromEntries(
    Object.entries(defaults)
      .filter(([name, value]) => !IN_FORM.includes(name) && value !== undefined)
      .map(([name, value]) => [name, WRAPPED[name]?.(value) ?? value]),
  );

const useIssueTypes = (projectId: string | undefined) =>
  useQuery({
    queryKey: ['createmeta', projectId],
    queryFn: () =>
      rest<{ readonly issueTypes: readonly IssueTypeBean[] }>(`/rest/api/3/issue/createmeta/${projectId}/issuetypes`),
    enabled: projectId !== undefined,
    select: (data) => data.issueTypes,
  });
const Field = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <div className="form-field">
    <span className="form-label">{label}</span>
    {children}
  </div>
);

const useCreateForm = ({ defaults, onClose }: CreateIssueProps) => {
  const projects = useProjects().data ?? [];
  const [projectId, setProjectId] = useState(defaults.projectId);
  const chosenProject = projectId ?? projects[0]?.id;
  const { data: types = [] } = useIssueTypes(chosenProject);
  const [typeId, setTypeId] = useState(defaults.issueTypeId);
  const type =
    types.find(({ id }) => id === typeId) ?? types.find(({ hierarchyLevel }) => hierarchyLevel === 0) ?? types[0];
  const [summary, setSummary] = useState(defaults.summary ?? '');
  const [description, setDescription] = useState(() => toText(defaults.description));
  const write = useWrite();
  const flags = useFlags();
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const fields = {
      ...otherFields(defaults),
      project: { id: chosenProject },
      issuetype: { id: type?.id },
      summary,
      ...(description.trim() === '' ? {} : { description: toDocument(description) }),
      ...(defaults.parentId === undefined ? {} : { parent: { id: defaults.parentId } }),
    };
    const answer: unknown = await write.mutateAsync({ path: '/rest/api/3/issue', method: 'POST', body: { fields } });
    const { id, key } = { id: '', key: '', ...Object(answer) };
    flags.show({ id: 'created', kind: 'success', title: `${key} was created`, isAutoDismiss: true });
    onClose({ payload: [{ issueId: String(id) }] });
  };
  const state = {
    projects,
    chosenProject,
    types,
    type,
    summary,
    description,
    error: write.error,
    isSaving: write.isPending,
  };
  return {
    ...state,
    setProjectId,
    setTypeId,
    setSummary,
    setDescription,
    save: (event: FormEvent) => void save(event).catch(() => undefined),
  };
};

/** The form that creates a work item, from the bar and from apps. */
export const CreateIssue = (props: CreateIssueProps) => {
  const form = useCreateForm(props);
  const cancel = () => props.onClose({ payload: [] });
  const projectChoices = form.projects.map(({ id, name, key }) => ({ value: id, label: `${name} (${key})` }));
  const typeChoices = form.types.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <ModalTransition>
      <ModalDialog onClose={cancel} width="medium">
        <form onSubmit={form.save}>
          <ModalHeader hasCloseButton>
            <ModalTitle>Create work item</ModalTitle>
          </ModalHeader>
          <ModalBody>
            {form.error && <SectionMessage appearance="error">{form.error.message}</SectionMessage>}
            <Field label="Project">
              <Select<Choice>
                aria-label="Project"
                menuPosition="fixed"
                options={projectChoices}
                value={projectChoices.find(({ value }) => value === form.chosenProject) ?? null}
                onChange={(choice) => form.setProjectId(choice?.value)}
              />
            </Field>
            <Field label="Work type">
              <Select<Choice>
                aria-label="Work type"
                menuPosition="fixed"
                options={typeChoices}
                value={typeChoices.find(({ value }) => value === form.type?.id) ?? null}
                onChange={(choice) => form.setTypeId(choice?.value)}
              />
            </Field>
            <Field label="Summary">
              <Textfield
                aria-label="Summary"
                isRequired
                value={form.summary}
                onChange={(event) => form.setSummary(event.currentTarget.value)}
              />
            </Field>
            <Field label="Description">
              <TextArea
                aria-label="Description"
                minimumRows={4}
                value={form.description}
                onChange={(event) => form.setDescription(event.currentTarget.value)}
              />
            </Field>
          </ModalBody>
          <ModalFooter>
            <Button appearance="subtle" onClick={cancel}>
              Cancel
            </Button>
            <Button
              type="submit"
              appearance="primary"
              isLoading={form.isSaving}
              isDisabled={form.summary.trim() === ''}
            >
              Create
            </Button>
          </ModalFooter>
        </form>
      </ModalDialog>
    </ModalTransition>
  );
};
