import { route } from '@forge/api';
import { z } from 'zod';
import type { FieldId } from '../core/ids.ts';
import type { JiraClient } from './client.ts';
import { parseAnswer } from './wire.ts';

const FIELD = '/rest/api/3/field';
const field = z.looseObject({
  id: z.string(),
  name: z.string(),
  schema: z.looseObject({ type: z.string().optional(), custom: z.string().optional() }).optional(),
});
export type WireField = z.infer<typeof field>;

/** Ids of the fields that planning reads; absent where a site has none (another product, an old export). */
export interface FieldIds {
  readonly sprint?: FieldId;
  readonly rank?: FieldId;
  readonly team?: FieldId;
  readonly startDate?: FieldId;
  readonly flagged?: FieldId;
  readonly epicLink?: FieldId;
  readonly parentLink?: FieldId;
  /** Fields that hold points, and the original estimate in seconds. */
  readonly estimates: readonly { readonly id: FieldId; readonly name: string; readonly kind: 'points' | 'hours' }[];
}

/** Points fields: Jira's own types, and number fields of the usual names. */
const POINTS_NAME = /^(story points?|story point estimate)$/i;
export const TIME_ESTIMATE: FieldId = 'timeoriginalestimate';

const byType = (fields: readonly WireField[], ...endings: readonly string[]): FieldId | undefined =>
  fields.find((one) => endings.some((ending) => one.schema?.custom?.endsWith(ending) === true))?.id;

const isPoints = (one: WireField): boolean =>
  one.schema?.custom?.endsWith(':jsw-story-points') === true ||
  (one.schema?.type === 'number' && POINTS_NAME.test(one.name));

const byName = (fields: readonly WireField[], name: RegExp): FieldId | undefined =>
  fields.find((one) => one.id.startsWith('customfield_') && name.test(one.name))?.id;

export const findFieldIds = (fields: readonly WireField[]): FieldIds => {
  const found = {
    sprint: byType(fields, ':gh-sprint'),
    rank: byType(fields, ':gh-lexo-rank'),
    team: byType(fields, ':rm-teams-custom-field-team', ':atlassian-team'),
    epicLink: byType(fields, ':gh-epic-link'),
    parentLink: byType(fields, ':jpo-custom-field-parent'),
    startDate: byName(fields, /^start date$/i),
    flagged: byName(fields, /^flagged$/i),
  };
  const present = Object.fromEntries(Object.entries(found).filter(([, id]) => id !== undefined));
  const points = fields.filter(isPoints).map(({ id, name }) => ({ id, name, kind: 'points' as const }));
  return { ...present, estimates: [...points, { id: TIME_ESTIMATE, name: 'Original estimate', kind: 'hours' }] };
};

export const listFields = async (client: JiraClient): Promise<readonly WireField[]> =>
  parseAnswer(
    z.array(field),
    await client({ method: 'GET', route: route`/rest/api/3/field`, operation: FIELD }),
    FIELD,
  );
