// Writes local/jira/description/operations.json: query names, top-level body fields and scopes of every operation that the
// local site has, from Atlassian's descriptions. Run by hand after adding operations:
//   node scripts/extract-descriptions.mjs DIRECTORY
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { operations } from '../local/jira/routes/index.ts';

const PLATFORM = 'jira-platform-v3.2026-05.json';
const SOFTWARE = 'jira-software.2022-07.json';
const directory = process.argv[2];
if (directory === undefined) {
  console.error("Name the folder of Atlassian's API descriptions: node scripts/extract-descriptions.mjs DIRECTORY");
  process.exit(2);
}
const target = path.resolve(import.meta.dirname, '../local/jira/description/operations.json');

const read = (name) => JSON.parse(readFileSync(path.join(directory, name), 'utf8'));
const descriptions = [read(PLATFORM), read(SOFTWARE)];

const resolve = (description, value) => {
  if (value?.$ref === undefined) return value;
  const steps = value.$ref.replace('#/', '').split('/');
  return resolve(
    description,
    steps.reduce((at, step) => at?.[step], description),
  );
};
const templateOf = (route) => route.replaceAll(/\{\w+\}/g, '{}').replace(/\/$/, '');

/** Platform operations carry classic (Current) and granular (Beta) scopes; Software ones only `security`, all granular. */
const scopesOf = (operation) => {
  const stated = operation['x-atlassian-oauth2-scopes'];
  const inState = (state) => stated?.find((entry) => entry.state === state)?.scopes ?? [];
  if (stated !== undefined) return { classic: inState('Current').toSorted(), granular: inState('Beta').toSorted() };
  return { classic: [], granular: (operation.security ?? []).flatMap((entry) => entry.OAuth2 ?? []).toSorted() };
};
const queryOf = (description, item, operation) =>
  [...(item.parameters ?? []), ...(operation.parameters ?? [])]
    .map((parameter) => resolve(description, parameter))
    .filter((parameter) => parameter.in === 'query')
    .map((parameter) => parameter.name);
/** Fields of an object body with named properties; undefined for a free body. */
const bodyOf = (description, operation) => {
  const body = resolve(description, operation.requestBody);
  const schema = resolve(description, body?.content?.['application/json']?.schema);
  return schema?.properties === undefined ? undefined : Object.keys(schema.properties);
};

const findDescribed = ({ method, path: route }) => {
  for (const description of descriptions) {
    for (const [described, item] of Object.entries(description.paths)) {
      const operation = item[method.toLowerCase()];
      if (operation !== undefined && templateOf(described) === templateOf(route))
        return { description, item, operation };
    }
  }
  return undefined;
};

const rows = [];
const missing = [];
for (const operation of operations) {
  if (operation.gone) continue;
  const name = `${operation.method} ${operation.path}`;
  const found = findDescribed(operation);
  if (found === undefined) {
    missing.push(name);
    continue;
  }
  const body = bodyOf(found.description, found.operation);
  const rule = {
    query: queryOf(found.description, found.item, found.operation),
    ...(body === undefined ? {} : { body }),
    ...scopesOf(found.operation),
  };
  rows.push([name, rule]);
}
rows.sort(([a], [b]) => (a < b ? -1 : 1));
writeFileSync(target, `{\n${rows.map(([name, rule]) => `  "${name}": ${JSON.stringify(rule)}`).join(',\n')}\n}\n`);
console.log(`${rows.length} operations written to ${path.relative(process.cwd(), target)}.`);
if (missing.length > 0) console.log(`Not described (hand-written-rules.ts holds theirs):\n  ${missing.join('\n  ')}`);
