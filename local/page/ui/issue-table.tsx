import { useNavigate } from 'react-router';
import type { ReactNode } from 'react';
import type { IssueBean } from '../api/beans.ts';
import { formatDay } from './format.ts';
import { IssueTypeIcon, PriorityIcon } from './icons.tsx';
import type { Column, Order } from './jql.ts';
import { IssueLink } from './link.tsx';
import { Person } from './person.tsx';
import { StatusLozenge } from './status.tsx';

const TITLES: Readonly<Record<Column, string>> = {
  key: 'Key',
  summary: 'Summary',
  status: 'Status',
  priority: 'Priority',
  assignee: 'Assignee',
  due: 'Due',
  parent: 'Parent',
};

const cell = ({ key, fields }: IssueBean, column: Column): ReactNode => {
  switch (column) {
    case 'key':
      return (
        <span className="with-icon">
          <IssueTypeIcon type={fields.issuetype} />
          <IssueLink issueKey={key}>{key}</IssueLink>
        </span>
      );
    case 'summary':
      return <span className="ellipsis">{fields.summary}</span>;
    case 'status':
      return <StatusLozenge status={fields.status} />;
    case 'priority':
      return fields.priority ? (
        <span className="with-icon">
          <PriorityIcon name={fields.priority.name} />
          {fields.priority.name}
        </span>
      ) : undefined;
    case 'assignee':
      return <Person id={fields.assignee?.accountId} name={fields.assignee?.displayName ?? 'Unassigned'} />;
    case 'due':
      return fields.duedate ? formatDay(fields.duedate) : undefined;
    case 'parent':
      return fields.parent === undefined ? undefined : (
        <IssueLink issueKey={fields.parent.key}>{fields.parent.key}</IssueLink>
      );
  }
};

interface HeadProps {
  readonly column: Column;
  readonly order: Order | undefined;
  readonly onOrder: ((order: Order) => void) | undefined;
}
const Head = ({ column, order, onOrder }: HeadProps) => {
  const isChosen = order?.column === column;
  const title = TITLES[column];
  if (onOrder === undefined) return <th scope="col">{title}</th>;
  const next = { column, descending: isChosen && !order.descending };
  return (
    <th scope="col" aria-sort={isChosen ? (order.descending ? 'descending' : 'ascending') : 'none'}>
      <button type="button" className="sort-button" onClick={() => onOrder(next)}>
        {title}
        <span aria-hidden>{isChosen ? (order.descending ? '↓' : '↑') : ''}</span>
      </button>
    </th>
  );
};

interface IssueTableProps {
  readonly issues: readonly IssueBean[];
  readonly columns: readonly Column[];
  readonly order?: Order | undefined;
  readonly onOrder?: (order: Order) => void;
}
/** Work items as rows; a click anywhere in a row opens it, the key is the link for the keyboard. */
export const IssueTable = ({ issues, columns, order, onOrder }: IssueTableProps) => {
  const navigate = useNavigate();
  return (
    <div className="table-scroll">
      <table className="issue-table">
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column} column={column} order={order} onOrder={onOrder} />
            ))}
          </tr>
        </thead>
        <tbody>
          {issues.map((issue) => (
            <tr key={issue.id} onClick={() => void navigate(`/browse/${issue.key}`)}>
              {columns.map((column) => (
                <td key={column} className={`column-${column}`}>
                  {cell(issue, column)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
