import { route } from '@forge/api';
import { z } from 'zod';
import type { LinkTypeId } from '../core/ids.ts';
import type { Priority, WorkType } from '../core/work-item/work-item.ts';
import type { JiraClient } from './client.ts';
import { parseAnswer, wireId } from './wire.ts';

const LINK_TYPES = '/rest/api/3/issueLinkType';
const PRIORITIES = '/rest/api/3/priority';
const TYPES = '/rest/api/3/issuetype';
const MYSELF = '/rest/api/3/myself';

const linkType = z.looseObject({ id: z.string(), name: z.string(), inward: z.string(), outward: z.string() });
export interface LinkType {
  readonly id: LinkTypeId;
  readonly name: string;
  readonly inward: string;
  readonly outward: string;
}
export const listLinkTypes = async (client: JiraClient): Promise<readonly LinkType[]> => {
  const answer = await client({ method: 'GET', route: route`/rest/api/3/issueLinkType`, operation: LINK_TYPES });
  return parseAnswer(z.looseObject({ issueLinkTypes: z.array(linkType) }), answer, LINK_TYPES).issueLinkTypes;
};

/** The site's priorities, highest first. */
export const listPriorities = async (client: JiraClient): Promise<readonly Priority[]> => {
  const answer = await client({ method: 'GET', route: route`/rest/api/3/priority`, operation: PRIORITIES });
  const shape = z.array(z.looseObject({ id: z.string(), name: z.string() }));
  return parseAnswer(shape, answer, PRIORITIES).map(({ id, name }) => ({ id, name }));
};

/** The site's types with their hierarchy levels. */
export const listTypes = async (client: JiraClient): Promise<readonly WorkType[]> => {
  const answer = await client({ method: 'GET', route: route`/rest/api/3/issuetype`, operation: TYPES });
  const shape = z.array(
    z.looseObject({
      id: wireId,
      name: z.string(),
      subtask: z.boolean().optional(),
      hierarchyLevel: z.number().optional(),
    }),
  );
  return parseAnswer(shape, answer, TYPES).map(({ id, name, subtask, hierarchyLevel }) => ({
    id,
    name,
    level: hierarchyLevel ?? (subtask === true ? -1 : 0),
  }));
};

/** This user's own IANA time zone; undefined where their profile hides it. */
export const findMyTimeZone = async (client: JiraClient): Promise<string | undefined> => {
  const answer = await client({ method: 'GET', route: route`/rest/api/3/myself`, operation: MYSELF });
  return parseAnswer(z.looseObject({ timeZone: z.string().nullish() }), answer, MYSELF).timeZone ?? undefined;
};
