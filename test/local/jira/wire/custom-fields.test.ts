import { expect, test } from '@jest/globals';
import type { Json } from '../../../../local/jira/entities.ts';
import { parseFieldSelection } from '../../../../local/jira/wire/field-selection.ts';
import { renderIssue } from '../../../../local/jira/wire/issue.ts';
import { customField } from '../../../../local/seeds/custom-fields.ts';
import * as seeds from '../../../../local/seeds/defaults.ts';

const TYPES = 'com.atlassian.jira.plugin.system.customfieldtypes';
const colours = [
  { id: '10', value: 'Red' },
  { id: '11', value: 'Blue' },
];
const world = () => {
  const store = seeds.newStore();
  const ann = seeds.addUser(store, { name: 'Ann Ash' });
  seeds.addProject(store, { key: 'PAY' });
  const version = seeds.addVersion(store, 'PAY', { name: '1.0' });
  return { store, ann, version };
};

/** What the field of a type shows for a stored value. */
const shown = (
  { store, ann }: ReturnType<typeof world>,
  field: { custom: string; type: string; items?: string },
  stored: Json,
  version: '2' | '3' = '3',
): unknown => {
  const id = 'customfield_10500';
  store.fields.put(customField({ id, name: 'Field', ...field, custom: `${TYPES}:${field.custom}`, options: colours }));
  const issue = seeds.addIssue(store, { projectKey: 'PAY', custom: { [id]: stored } });
  const fields = parseFieldSelection(store, [id], '*all');
  const bean = renderIssue({ store }, { accountId: ann.id }, issue, { fields, version });
  const { fields: values }: { fields: Record<string, unknown> } = JSON.parse(JSON.stringify(bean));
  return values[id];
};
const red = { self: 'http://localhost:4180/rest/api/3/customFieldOption/10', value: 'Red', id: '10' };
const blue = { self: 'http://localhost:4180/rest/api/3/customFieldOption/11', value: 'Blue', id: '11' };

test('options show id and value, whether they were stored by id or by value', () => {
  const select = { custom: 'select', type: 'option' };
  expect(shown(world(), select, '10')).toEqual(red);
  expect(shown(world(), select, 'Blue')).toEqual(blue);
  expect(shown(world(), { custom: 'multiselect', type: 'array', items: 'option' }, ['11', '10'])).toEqual([blue, red]);
  expect(shown(world(), select, null)).toBeNull();
});

test('people, groups and versions show in their own shapes', () => {
  const one = world();
  const { ann, version } = one;
  const person = { accountId: ann.id, displayName: 'Ann Ash', emailAddress: 'ann.ash@example.com' };
  expect(shown(one, { custom: 'userpicker', type: 'user' }, ann.id)).toMatchObject(person);
  expect(shown(one, { custom: 'userpicker', type: 'user' }, 'gone')).toBeNull();
  expect(shown(one, { custom: 'multiuserpicker', type: 'array', items: 'user' }, [ann.id])).toMatchObject([person]);
  const groupId = seeds.GROUP_IDS.jiraUsers;
  expect(shown(one, { custom: 'grouppicker', type: 'group' }, groupId)).toMatchObject({ groupId, name: 'jira-users' });
  expect(shown(one, { custom: 'version', type: 'version' }, version.id)).toMatchObject({
    name: '1.0',
    released: false,
  });
});

test('numbers, days and texts show as they are; rich text is a document in version 3 and a text in 2', () => {
  expect(shown(world(), { custom: 'float', type: 'number' }, 2.5)).toBe(2.5);
  expect(shown(world(), { custom: 'datepicker', type: 'date' }, '2026-11-22')).toBe('2026-11-22');
  expect(shown(world(), { custom: 'textfield', type: 'string' }, '10')).toBe('10');
  const document = seeds.toDocument('Mind the gap');
  const area = { custom: 'textarea', type: 'string' };
  expect(shown(world(), area, document)).toEqual(document);
  expect(shown(world(), area, document, '2')).toBe('Mind the gap');
});
