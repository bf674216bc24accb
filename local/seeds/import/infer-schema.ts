import { isRaw, textAt } from './raw.ts';

/** The kinds of values that custom fields have, each with the type key that Jira would give. */
export type ValueKind =
  | 'number'
  | 'date'
  | 'datetime'
  | 'text'
  | 'document'
  | 'option'
  | 'user'
  | 'group'
  | 'version'
  | 'team'
  | 'sprint'
  | 'rank'
  | 'any';
export interface InferredKind {
  readonly kind: ValueKind;
  readonly isList: boolean;
}

const kindOfText = (text: string): ValueKind => {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return 'date';
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text)) return 'datetime';
  if (/^[0-2]\|[0-9a-z]+:[0-9a-z]*$/.test(text)) return 'rank';
  if (text.startsWith('com.atlassian.greenhopper.service.sprint.Sprint@')) return 'sprint';
  return 'text';
};

const kindOfObject = (value: Readonly<Record<string, unknown>>): ValueKind => {
  const self = textAt(value, 'self') ?? '';
  if ('accountId' in value || 'emailAddress' in value || ('displayName' in value && 'active' in value)) return 'user';
  if (value.type === 'doc' && Array.isArray(value.content)) return 'document';
  if ('value' in value && ('id' in value || self.includes('customFieldOption'))) return 'option';
  if (self.includes('/version/') || ('released' in value && 'archived' in value)) return 'version';
  if ('state' in value && 'name' in value && ('boardId' in value || 'originBoardId' in value || 'startDate' in value))
    return 'sprint';
  if ('groupId' in value) return 'group';
  if ('id' in value && 'name' in value && ('isShared' in value || 'isVisible' in value || 'title' in value))
    return 'team';
  return 'any';
};

const kindOf = (value: unknown): ValueKind => {
  if (typeof value === 'number') return 'number';
  if (typeof value === 'string') return kindOfText(value);
  return isRaw(value) ? kindOfObject(value) : 'any';
};

/** The kind that all values of a field share; text where texts differ in kind, `any` where nothing fits. */
export const inferKind = (values: readonly unknown[]): InferredKind => {
  const isList = values.some((value) => Array.isArray(value));
  const kinds = new Set(values.flatMap((value) => (Array.isArray(value) ? value.map(kindOf) : [kindOf(value)])));
  const [first] = kinds;
  if (kinds.size === 1 && first !== undefined) return { kind: first, isList };
  const texts = new Set<ValueKind>(['text', 'date', 'datetime', 'rank']);
  return { kind: [...kinds].every((kind) => texts.has(kind)) ? 'text' : 'any', isList };
};

const PLATFORM = 'com.atlassian.jira.plugin.system.customfieldtypes';
const SINGLE: Readonly<Record<ValueKind, readonly [type: string, key: string]>> = {
  number: ['number', `${PLATFORM}:float`],
  date: ['date', `${PLATFORM}:datepicker`],
  datetime: ['datetime', `${PLATFORM}:datetime`],
  text: ['string', `${PLATFORM}:textfield`],
  document: ['string', `${PLATFORM}:textarea`],
  option: ['option', `${PLATFORM}:select`],
  user: ['user', `${PLATFORM}:userpicker`],
  group: ['group', `${PLATFORM}:grouppicker`],
  version: ['version', `${PLATFORM}:version`],
  team: ['team', `${PLATFORM}:atlassian-team`],
  sprint: ['any', 'com.pyxis.greenhopper.jira:gh-sprint'],
  rank: ['any', 'com.pyxis.greenhopper.jira:gh-lexo-rank'],
  any: ['any', 'com.atlassian.jira.import:unknown'],
};
const LISTS: Readonly<Partial<Record<ValueKind, readonly [items: string, key: string]>>> = {
  text: ['string', `${PLATFORM}:labels`],
  option: ['option', `${PLATFORM}:multiselect`],
  user: ['user', `${PLATFORM}:multiuserpicker`],
  group: ['group', `${PLATFORM}:multigrouppicker`],
  version: ['version', `${PLATFORM}:multiversion`],
  sprint: ['json', 'com.pyxis.greenhopper.jira:gh-sprint'],
};

/** Type, items and type key of a custom field with values of that kind. */
export const schemaOf = ({ kind, isList }: InferredKind): { type: string; items?: string; custom: string } => {
  const [type, custom] = SINGLE[kind];
  if (!isList) return { type, custom };
  const list = LISTS[kind];
  return list === undefined
    ? { type: 'array', items: type, custom }
    : { type: 'array', items: list[0], custom: list[1] };
};
