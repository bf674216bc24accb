import { expect, test } from '@jest/globals';
import { findEntry, parseUiManifest } from '../../../../local/forge/ui/modules.ts';

const MANIFEST = {
  modules: {
    'jira:globalPage': [{ key: 'page', resource: 'main/program', title: 'Interlock', layout: 'blank' }],
    'jira:issueContext': [{ key: 'context', resource: 'side', title: 'Side' }],
    'jira:issuePanel': [{ key: 'lost', resource: 'nowhere', title: 'Lost' }],
    function: [{ key: 'resolver', handler: 'index.resolver' }],
  },
  resources: [
    { key: 'main', path: 'static/app/dist', entry: { program: 'program.html' } },
    { key: 'side', path: 'static/side' },
  ],
  permissions: { scopes: ['read:jira-work'] },
};

test('modules come with the file that their resource names', () => {
  const { modules, scopes } = parseUiManifest(MANIFEST);
  expect(modules).toEqual([
    {
      key: 'page',
      type: 'jira:globalPage',
      title: 'Interlock',
      layout: 'blank',
      resource: 'main',
      entry: 'program.html',
    },
    { key: 'context', type: 'jira:issueContext', title: 'Side', resource: 'side', entry: 'index.html' },
  ]);
  expect(scopes).toEqual(['read:jira-work']);
});

test('a reference leads to a named entry, to index.html, or nowhere', () => {
  const { resources } = parseUiManifest(MANIFEST);
  expect(findEntry(resources, 'main/program')).toEqual({ resource: 'main', entry: 'program.html' });
  expect(findEntry(resources, 'side')).toEqual({ resource: 'side', entry: 'index.html' });
  expect(findEntry(resources, 'main/other')).toBeUndefined();
  expect(findEntry(resources, 'other')).toBeUndefined();
});

test('scopes with settings of their own count by name', () => {
  const permissions = { scopes: { 'read:jira-work': { allowImpersonation: true }, 'storage:app': {} } };
  expect(parseUiManifest({ permissions }).scopes).toEqual(['read:jira-work', 'storage:app']);
});
