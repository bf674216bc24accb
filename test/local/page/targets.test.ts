import { expect, test } from '@jest/globals';
import { pathOfTarget } from '../../../local/page/frame/targets.ts';

const buildModule = (key: string, type: string) => ({ key, type, title: key, resource: 'main', entry: 'index.html' });
const INSTALLATION = {
  id: 'i',
  appId: 'app',
  appName: 'App',
  environmentId: 'env',
  environmentType: 'DEVELOPMENT',
  modules: [
    buildModule('page', 'jira:globalPage'),
    buildModule('tab', 'jira:projectPage'),
    buildModule('side', 'jira:issueContext'),
  ],
};

const path = (location: Record<string, unknown>) => pathOfTarget(INSTALLATION, location);

test('targets lead to Jira’s addresses', () => {
  expect(path({ target: 'issue', issueKey: 'A-1' })).toBe('/browse/A-1');
  expect(path({ target: 'module', moduleKey: 'page' })).toBe('/jira/apps/app/env');
  expect(path({ target: 'module', moduleKey: 'page', path: 'sync?x=1' })).toBe('/jira/apps/app/env/sync?x=1');
  expect(path({ target: 'module', moduleKey: 'page', path: '?x=1' })).toBe('/jira/apps/app/env?x=1');
  expect(path({ target: 'module', moduleKey: 'tab', projectKey: 'A' })).toBe('/jira/software/projects/A/apps/app/env');
});

test('a target that lacks what it needs, or that Jira does not have, says so', () => {
  expect(() => path({ target: 'issue' })).toThrow('needs issueKey');
  expect(() => path({ target: 'module', moduleKey: 'none' })).toThrow('no module none');
  expect(() => path({ target: 'module', moduleKey: 'side' })).toThrow('no page of its own');
  expect(() => path({ target: 'contentView', contentId: '1' })).toThrow('contentView');
});
