import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { findRule, scopesSuffice } from '../../../../local/jira/description/rules.ts';
import { operations } from '../../../../local/jira/routes/index.ts';

/** Declared scopes that no REST operation asks for: the platform's own. */
const NOT_OF_REST = new Set([
  'storage:app', // @forge/kvs
]);

const manifest: unknown = parse(readFileSync(path.resolve('manifest.yml'), 'utf8'));
const scopesOf = (value: unknown): readonly string[] => {
  const { permissions } = value as { permissions: { scopes: string[] } };
  return permissions.scopes;
};
const declared = scopesOf(manifest);
const present = operations.filter((operation) => operation.gone !== true);

test('every operation that the site has is described; run scripts/extract-descriptions.mjs where this fails', () => {
  const undescribed = present.filter((operation) => findRule(operation) === undefined);
  expect(undescribed.map(({ method, path: route }) => `${method} ${route}`)).toEqual([]);
});

test('every scope that the manifest declares is needed by an operation, or is none of REST', () => {
  const needed = new Set(
    present.flatMap((operation) => {
      const rule = findRule(operation);
      return rule === undefined ? [] : [...rule.classic, ...rule.granular];
    }),
  );
  expect(declared.filter((scope) => !needed.has(scope) && !NOT_OF_REST.has(scope))).toEqual([]);
});

test('the manifest’s scopes suffice for what the board reads', () => {
  const reads = [
    ['GET', '/rest/agile/1.0/board'],
    ['GET', '/rest/agile/1.0/board/{boardId}/configuration'],
    ['GET', '/rest/agile/1.0/board/{boardId}/sprint'],
    ['GET', '/rest/software/1.0/board/{boardId}/issue'],
    ['GET', '/rest/software/1.0/sprint/{sprintId}/issue'],
    ['GET', '/rest/software/1.0/epic/{epicIdOrKey}/issue'],
    ['POST', '/rest/api/3/permissions/check'],
  ] as const;
  for (const [method, route] of reads) {
    const rule = findRule({ method, path: route });
    expect([route, rule !== undefined && scopesSuffice(rule, declared)]).toEqual([route, true]);
  }
});
