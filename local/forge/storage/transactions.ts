import { KVS_OPERATIONS, KVS_REQUEST_BYTES } from '../limits.ts';
import { parseFilters } from './conditions.ts';
import { getEntityType, parseEntityValue } from './entity-types.ts';
import { refuse, StorageProblem } from './problem.ts';
import type { Outcome, StorageContext } from './operation.ts';
import { buildRecord, entitySpace, PLAIN_SPACE } from './records.ts';
import { bytesOf, listOf, members, parseKey, parseTtl, parseValue, type Members } from './requests.ts';

interface Step {
  readonly space: string;
  readonly key: string;
  readonly holds: () => boolean;
  readonly apply: () => void;
}

const parseStep = (
  context: StorageContext,
  item: Members,
  apply: (step: { space: string; key: string }) => () => void,
): Step => {
  const { records, manifest } = context;
  const key = parseKey(item['key']);
  if (item['entityName'] === undefined) {
    if (item['conditions'] !== undefined) {
      throw refuse('INVALID_FILTER_CONDITION', 'Conditions are possible on custom entities only.');
    }
    return { space: PLAIN_SPACE, key, holds: () => true, apply: apply({ space: PLAIN_SPACE, key }) };
  }
  const type = getEntityType(manifest, item['entityName']);
  const space = entitySpace(type.name);
  const passes = parseFilters(item['conditions'], (name) => name in type.attributes);
  // Conditions read what is there now, not what a query would see; of an absent value every attribute is absent.
  const holds = (): boolean => passes(members(records.get(space, key)?.value));
  return { space, key, holds, apply: apply({ space, key }) };
};

const parseSet = (context: StorageContext, item: Members): Step => {
  const { records, manifest, now } = context;
  const ttlMs = parseTtl(members(item['options']));
  const value =
    item['entityName'] === undefined
      ? parseValue(item['value'])
      : parseEntityValue(getEntityType(manifest, item['entityName']), item['value']);
  return parseStep(
    context,
    item,
    ({ space, key }) =>
      () =>
        records.put(space, buildRecord(records.get(space, key), { key, value, now, ttlMs })),
  );
};
const parseDelete = (context: StorageContext, item: Members): Step =>
  parseStep(context, item, ({ space, key }) => () => {
    if (context.records.get(space, key) !== undefined) context.records.delete(space, key);
  });
const parseCheck = (context: StorageContext, item: Members): Step => {
  if (item['conditions'] === undefined) throw refuse('EMPTY_FILTER_OPERATOR', 'A check needs conditions.');
  return parseStep(context, item, () => () => {});
};

/** All or nothing: at most 25 operations, each key once, conditions on entities (platform.md 1.2 and 9). */
export const transact = (context: StorageContext, body: Members): Outcome => {
  const sets = listOf(body['set']).map(members);
  const deletes = listOf(body['delete']).map(members);
  const checks = listOf(body['check']).map(members);
  const count = sets.length + deletes.length + checks.length;
  if (count === 0 || count > KVS_OPERATIONS) {
    throw new StorageProblem(422, 'UNPROCESSABLE_ENTITY', `A transaction holds 1 to ${KVS_OPERATIONS} operations.`);
  }
  if (bytesOf(body) > KVS_REQUEST_BYTES)
    throw refuse('MAX_SIZE', 'The transaction has exceeded the maximum size limit.');
  const steps = [
    ...checks.map((item) => parseCheck(context, item)),
    ...sets.map((item) => parseSet(context, item)),
    ...deletes.map((item) => parseDelete(context, item)),
  ];
  if (new Set(steps.map(({ space, key }) => `${space}/${key}`)).size < steps.length) {
    throw refuse('KEY_DUPLICATION_ERROR', 'A transaction may name each key once.');
  }
  if (!steps.every(({ holds }) => holds())) {
    throw refuse('CONDITIONAL_CHECK_FAILED', 'A condition of the transaction does not hold; nothing was written.');
  }
  for (const { apply } of steps) apply();
  return { writeBytes: sets.reduce((sum, { value }) => sum + bytesOf(value), 0) };
};
