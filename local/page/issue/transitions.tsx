import DropdownMenu, { DropdownItem, DropdownItemGroup, type CustomTriggerProps } from '@atlaskit/dropdown-menu';
import type { IssueBean, StatusBean } from '../api/beans.ts';
import { useTransitions } from '../api/queries.ts';
import { StatusLozenge } from '../ui/status.tsx';
import type { IssueEdit } from './use-issue-edit.ts';
import { ChevronDownIcon } from '../icons/icons.ts';

const buildTrigger =
  (status: StatusBean) =>
  ({ triggerRef, isSelected: _isSelected, ...props }: CustomTriggerProps<HTMLButtonElement>) => (
    <button
      {...props}
      ref={triggerRef}
      type="button"
      className={`status-button status-${status.statusCategory.key}`}
      aria-label={`Status: ${status.name}`}
    >
      {status.name}
      <ChevronDownIcon label="" size="small" />
    </button>
  );

/** The status as a button, with the transitions that this person may make from it. */
export const Transitions = ({ issue, edit }: { readonly issue: IssueBean; readonly edit: IssueEdit }) => {
  const { data } = useTransitions(issue.key);
  const { status } = issue.fields;
  const transitions = data?.transitions ?? [];
  if (transitions.length === 0) return <StatusLozenge status={status} />;
  const go = (id: string) =>
    void edit.write(`/rest/api/3/issue/${issue.key}/transitions`, 'POST', { transition: { id } });
  return (
    <DropdownMenu<HTMLButtonElement> placement="bottom-start" shouldRenderToParent trigger={buildTrigger(status)}>
      <DropdownItemGroup>
        {transitions.map(({ id, name, to }) => (
          <DropdownItem key={id} onClick={() => go(id)} elemAfter={<StatusLozenge status={to} />}>
            {name}
          </DropdownItem>
        ))}
      </DropdownItemGroup>
    </DropdownMenu>
  );
};
