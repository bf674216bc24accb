import type { ImportFile } from '../../../../local/seeds/import/index.ts';

export type Members = Readonly<Record<string, unknown>>;

export const toFile = (name: string, content: string): ImportFile => ({
  name,
  bytes: new TextEncoder().encode(content),
});
export const toLines = (name: string, values: readonly unknown[]): ImportFile =>
  toFile(name, values.map((value) => JSON.stringify(value)).join('\n'));

const CATEGORIES: Readonly<Record<string, string>> = { Open: 'new', 'In Progress': 'indeterminate', Closed: 'done' };
const STATUS_IDS: Readonly<Record<string, string>> = { Open: '1', 'In Progress': '3', Closed: '6' };
export const status = (name: string): Members => ({
  id: STATUS_IDS[name] ?? '99',
  name,
  statusCategory: { id: 2, key: CATEGORIES[name] ?? 'new', name },
});
export const person = (name: string): Members => ({ accountId: `id-${name}`, displayName: name, active: true });

/** An issue in the platform's shape; `fields` wins over the defaults. */
export const platformIssue = (number: number, fields: Members = {}, members: Members = {}): Members => ({
  id: String(1000 + number),
  key: `PAY-${number}`,
  ...members,
  fields: {
    summary: `Item ${number}`,
    issuetype: { id: '10', name: 'Story', subtask: false },
    project: { id: '9', key: 'PAY', name: 'Payments' },
    status: status('Open'),
    priority: { id: '3', name: 'Major' },
    created: '2014-01-02T10:00:00.000+0100',
    updated: '2014-02-02T10:00:00.000+0100',
    reporter: person('Ana'),
    ...fields,
  },
});

/** A sprint in the older text form. */
export const sprintText = (members: Readonly<Record<string, string>>): string =>
  `com.atlassian.greenhopper.service.sprint.Sprint@1f2e3d[${Object.entries(members)
    .map(([name, value]) => `${name}=${value}`)
    .join(',')}]`;
