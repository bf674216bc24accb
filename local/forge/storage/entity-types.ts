import type { Json } from '../../jira/entities.ts';
import type { EntityIndex, EntityType, Manifest } from '../manifest.ts';
import { refuse, StorageProblem } from './problem.ts';
import { bytesOf, members, parseValue } from './requests.ts';

const INTEGER_LIMIT = 2 ** 31;
const RANGE_BYTES = 900;
const PARTITION_BYTES = 1_700;

const fits = (type: string, value: unknown): boolean => {
  switch (type) {
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value) && value < INTEGER_LIMIT && value >= -INTEGER_LIMIT;
    case 'float':
      return typeof value === 'number';
    case 'string':
      return typeof value === 'string';
    case 'boolean':
      return typeof value === 'boolean';
    default:
      return type === 'any';
  }
};

/** The entity type of that name as the manifest declares it; 404 SCHEMA_NOT_FOUND for another (platform.md 9). */
export const getEntityType = (manifest: Manifest, name: unknown): EntityType => {
  const found = manifest.entities.get(String(name));
  if (found === undefined) {
    throw new StorageProblem(404, 'SCHEMA_NOT_FOUND', `No custom entity is declared with the name ${String(name)}.`);
  }
  return found;
};

/** `by-key` is there without being declared. */
export const getIndex = (type: EntityType, name: unknown): EntityIndex => {
  if (name === 'by-key') return { name: 'by-key', partition: [], range: '' };
  const index = type.indexes.find((each) => each.name === name);
  if (index === undefined) {
    throw refuse('INVALID_ENTITY_INDEX', `The custom entity index provided is invalid: ${String(name)}.`);
  }
  return index;
};

const checkIndexed = (type: EntityType, value: Readonly<Record<string, unknown>>): void => {
  for (const { range, partition } of type.indexes) {
    const tooLarge =
      bytesOf(value[range] ?? '') > RANGE_BYTES ||
      partition.some((name) => bytesOf(value[name] ?? '') > PARTITION_BYTES);
    if (tooLarge) throw refuse('MAX_SIZE', 'The value of an indexed attribute has exceeded the maximum size limit.');
  }
};

/** A value whose attributes are declared and of their types. */
export const parseEntityValue = (type: EntityType, raw: unknown): Json => {
  const value = parseValue(raw);
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw refuse('INVALID_ENTITY_VALUE', 'Entity values must be objects of the declared attributes.');
  }
  const attributes = members(value);
  for (const [name, attribute] of Object.entries(attributes)) {
    const declared = type.attributes[name];
    if (declared === undefined) {
      throw refuse(
        'INVALID_ENTITY_VALUE',
        `Entity values must match one of the types defined: ${name} is not declared.`,
      );
    }
    if (attribute !== null && !fits(declared, attribute)) {
      throw refuse('INCORRECT_PROPERTY_TYPE', `The attribute ${name} must be of type ${declared}.`);
    }
  }
  checkIndexed(type, attributes);
  return value;
};
