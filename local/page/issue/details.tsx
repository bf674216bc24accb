import type { NamedBean, SprintBean } from '../api/beans.ts';
import * as choices from '../api/choices.ts';
import { useSite } from '../api/site.ts';
import { PriorityIcon } from '../ui/icons.tsx';
import { IssueLink } from '../ui/link.tsx';
import { Person } from '../ui/person.tsx';
import { Editable, OnePicker, SearchPicker } from './editable.tsx';
import { Many, Row, Scalar, type FieldProps } from './field-row.tsx';

const namedChoice = (bean: NamedBean | null | undefined) => (bean ? { value: bean.id, label: bean.name } : undefined);
const idsOf = (chosen: readonly choices.Choice[]) => chosen.map(({ value }) => ({ id: value }));

const Assignee = ({ issue, edit }: FieldProps) => {
  const { assignee } = issue.fields;
  return (
    <Row label="Assignee">
      <Editable
        label="Assignee"
        isEditable={edit.isEditable}
        display={<Person id={assignee?.accountId} name={assignee?.displayName ?? 'Unassigned'} />}
        renderEditor={(done) => (
          <SearchPicker
            label="Assignee"
            search={(text) => choices.loadAssignable(issue.key, text)}
            value={assignee ? { value: assignee.accountId, label: assignee.displayName } : undefined}
            onSave={(choice) => edit.setField({ assignee: choice === undefined ? null : { accountId: choice.value } })}
            done={done}
          />
        )}
      />
    </Row>
  );
};
const Priority = ({ issue, edit }: FieldProps) => {
  const { priority } = issue.fields;
  const display = priority ? (
    <span className="with-icon">
      <PriorityIcon name={priority.name} />
      {priority.name}
    </span>
  ) : undefined;
  return (
    <Row label="Priority">
      <Editable
        label="Priority"
        isEditable={edit.isEditable}
        display={display}
        renderEditor={(done) => (
          <OnePicker
            label="Priority"
            queryKey={['priority']}
            load={choices.loadPriorities}
            value={namedChoice(priority)}
            isClearable={false}
            onSave={(choice) => choice !== undefined && edit.setField({ priority: { id: choice.value } })}
            done={done}
          />
        )}
      />
    </Row>
  );
};
const Parent = ({ issue, edit }: FieldProps) => {
  const { parent } = issue.fields;
  return (
    <Row label="Parent">
      <div className="field-with-link">
        {parent && <IssueLink issueKey={parent.key}>{parent.key}</IssueLink>}
        <Editable
          label="Parent"
          isEditable={edit.isEditable}
          display={parent?.fields.summary}
          renderEditor={(done) => (
            <SearchPicker
              label="Parent"
              placeholder="Key or words"
              search={choices.loadIssues}
              value={parent && { value: parent.key, label: `${parent.key} ${parent.fields.summary}` }}
              onSave={(choice) => edit.setField({ parent: choice === undefined ? null : { key: choice.value } })}
              done={done}
            />
          )}
        />
      </div>
    </Row>
  );
};

const sprintsOf = (value: unknown): readonly SprintBean[] =>
  // The Sprint field of the local Jira's own answer.
  Array.isArray(value) ? (value as readonly SprintBean[]) : [];
const Sprint = ({ issue, edit, field }: FieldProps & { readonly field: string }) => {
  const sprints = sprintsOf(issue.fields[field]);
  const current = sprints.find(({ state }) => state !== 'closed');
  const closed = sprints.filter(({ state }) => state === 'closed');
  const display = current ?? closed.at(-1);
  return (
    <Row label="Sprint">
      <Editable
        label="Sprint"
        isEditable={edit.isEditable}
        display={display && `${display.name}${current !== undefined && closed.length > 0 ? ` +${closed.length}` : ''}`}
        renderEditor={(done) => (
          <OnePicker
            label="Sprint"
            queryKey={['sprints', issue.fields.project.key]}
            load={() => choices.loadSprints(issue.fields.project.key)}
            value={current && { value: String(current.id), label: current.name }}
            onSave={(choice) => edit.setField({ [field]: choice === undefined ? null : Number(choice.value) })}
            done={done}
          />
        )}
      />
    </Row>
  );
};
const teamName = (value: unknown): string | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  const { name, title } = { name: undefined, title: undefined, ...value };
  return typeof name === 'string' ? name : typeof title === 'string' ? title : undefined;
};

/** The details of an issue, each edited where it stands. */
export const Details = ({ issue, edit }: FieldProps) => {
  const { data: site } = useSite();
  const { fields } = issue;
  const projectKey = fields.project.key;
  const ids = { sprint: '', storyPoints: '', storyPointEstimate: '', startDate: '', team: '', ...site?.fields };
  // Team-managed projects keep their points in a field of their own.
  const points = fields.project.simplified === true ? ids.storyPointEstimate : ids.storyPoints;
  const labels = (fields.labels ?? []).map((label) => ({ value: label, label }));
  return (
    <div className="fields">
      <Assignee issue={issue} edit={edit} />
      <Row label="Reporter">
        <div className="field-value">
          <Person id={fields.reporter?.accountId} name={fields.reporter?.displayName ?? 'Nobody'} />
        </div>
      </Row>
      <Parent issue={issue} edit={edit} />
      <Priority issue={issue} edit={edit} />
      <Many
        issue={issue}
        edit={edit}
        label="Labels"
        values={labels}
        load={async () => []}
        isCreatable
        toFields={(chosen) => ({ labels: chosen.map(({ value }) => value) })}
      />
      <Row label="Team">
        <div className="field-value">{teamName(fields[ids.team]) ?? <span className="subtle">None</span>}</div>
      </Row>
      <Sprint issue={issue} edit={edit} field={ids.sprint} />
      <Scalar issue={issue} edit={edit} label="Story points" field={points} type="number" />
      <Scalar issue={issue} edit={edit} label="Start date" field={ids.startDate} type="date" />
      <Scalar issue={issue} edit={edit} label="Due date" field="duedate" type="date" />
      <Many
        issue={issue}
        edit={edit}
        label="Fix versions"
        values={(fields.fixVersions ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        load={() => choices.loadVersions(projectKey)}
        toFields={(chosen) => ({ fixVersions: idsOf(chosen) })}
      />
      <Many
        issue={issue}
        edit={edit}
        label="Components"
        values={(fields.components ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        load={() => choices.loadComponents(projectKey)}
        toFields={(chosen) => ({ components: idsOf(chosen) })}
      />
      <Row label="Resolution">
        <div className="field-value">{fields.resolution?.name ?? <span className="subtle">Unresolved</span>}</div>
      </Row>
    </div>
  );
};
