import type { Field, FieldOption, FieldSchema } from '../jira/entities.ts';
import type { SiteSettings } from '../jira/store.ts';

/** Ids of the fields that Jira itself gives a meaning, as on most sites that were created in the last years. */
export const FIELD_IDS: SiteSettings['fields'] = {
  storyPoints: 'customfield_10016',
  storyPointEstimate: 'customfield_10031',
  sprint: 'customfield_10020',
  epicLink: 'customfield_10014',
  epicName: 'customfield_10011',
  parentLink: 'customfield_10018',
  rank: 'customfield_10019',
  team: 'customfield_10001',
  startDate: 'customfield_10015',
  flagged: 'customfield_10021',
};

const PLATFORM = 'com.atlassian.jira.plugin.system.customfieldtypes';
const SOFTWARE = 'com.pyxis.greenhopper.jira';

/** JQL adds the type's label to the name for these: `Start date[Date]`. */
const TYPE_LABELS: Readonly<Record<string, string>> = {
  [`${PLATFORM}:float`]: 'Number',
  [`${PLATFORM}:datepicker`]: 'Date',
  [`${PLATFORM}:datetime`]: 'Time stamp',
  [`${PLATFORM}:multicheckboxes`]: 'Checkboxes',
  [`${PLATFORM}:select`]: 'Dropdown',
  [`${PLATFORM}:multiselect`]: 'Select List (multiple choices)',
  [`${PLATFORM}:userpicker`]: 'User Picker (single user)',
  [`${PLATFORM}:multiuserpicker`]: 'User Picker (multiple users)',
  [`${PLATFORM}:grouppicker`]: 'Group Picker (single group)',
  [`${PLATFORM}:labels`]: 'Labels',
  [`${PLATFORM}:textfield`]: 'Short text',
  [`${PLATFORM}:textarea`]: 'Paragraph',
  [`${PLATFORM}:atlassian-team`]: 'Team',
};

export interface CustomFieldInput {
  readonly id: string;
  readonly name: string;
  /** Jira's type key, for example `com.atlassian.jira.plugin.system.customfieldtypes:float`. */
  readonly custom: string;
  readonly type: string;
  readonly items?: string;
  readonly options?: readonly FieldOption[];
  readonly projectId?: string;
}

/** A custom field as GET /field gives it: clause names `cf[10020]`, the name, and the name with its type where Jira adds one. */
export const customField = (input: CustomFieldInput): Field => {
  const customId = Number(input.id.replace('customfield_', ''));
  const label = TYPE_LABELS[input.custom];
  const schema: FieldSchema = {
    type: input.type,
    ...(input.items === undefined ? {} : { items: input.items }),
    custom: input.custom,
    ...(Number.isNaN(customId) ? {} : { customId }),
  };
  return {
    id: input.id,
    name: input.name,
    custom: true,
    orderable: true,
    navigable: true,
    searchable: true,
    clauseNames: [
      ...(Number.isNaN(customId) ? [] : [`cf[${customId}]`]),
      input.name,
      ...(label === undefined ? [] : [`${input.name}[${label}]`]),
    ],
    schema,
    ...(input.options === undefined ? {} : { options: input.options }),
    ...(input.projectId === undefined ? {} : { projectId: input.projectId }),
  };
};

/** Name, type key and schema type of each field in `SiteSettings.fields`. */
export const KNOWN_FIELDS: readonly (Omit<CustomFieldInput, 'id'> & { readonly role: keyof typeof FIELD_IDS })[] = [
  { role: 'team', name: 'Team', custom: `${PLATFORM}:atlassian-team`, type: 'team' },
  { role: 'epicName', name: 'Epic Name', custom: `${SOFTWARE}:gh-epic-label`, type: 'string' },
  { role: 'epicLink', name: 'Epic Link', custom: `${SOFTWARE}:gh-epic-link`, type: 'any' },
  { role: 'startDate', name: 'Start date', custom: `${PLATFORM}:datepicker`, type: 'date' },
  { role: 'storyPoints', name: 'Story Points', custom: `${PLATFORM}:float`, type: 'number' },
  { role: 'parentLink', name: 'Parent Link', custom: 'com.atlassian.jpo:jpo-custom-field-parent', type: 'any' },
  { role: 'rank', name: 'Rank', custom: `${SOFTWARE}:gh-lexo-rank`, type: 'any' },
  { role: 'sprint', name: 'Sprint', custom: `${SOFTWARE}:gh-sprint`, type: 'array', items: 'json' },
  {
    role: 'flagged',
    name: 'Flagged',
    custom: `${PLATFORM}:multicheckboxes`,
    type: 'array',
    items: 'option',
    options: [{ id: '10019', value: 'Impediment' }],
  },
  { role: 'storyPointEstimate', name: 'Story point estimate', custom: `${SOFTWARE}:jsw-story-points`, type: 'number' },
];

/** The custom fields that every site with Jira Software has, under the site's own ids. */
export const knownCustomFields = (ids: SiteSettings['fields']): Field[] =>
  KNOWN_FIELDS.flatMap(({ role, ...rest }) => {
    const id = ids[role];
    return id === undefined ? [] : [customField({ id, ...rest })];
  });
