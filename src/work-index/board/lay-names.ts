import { createNaming, type NameLists } from '../../core/board/lay-names.ts';
import type { Version, WorkItem } from '../../core/work-item/work-item.ts';
import type { SiteFacts, SiteVersion } from '../site/site-facts.ts';

/** A version as items carry it. */
export const toVersion = ({ id, name, releaseDay, released }: SiteVersion): Version => ({
  id,
  name,
  released,
  ...(releaseDay === undefined ? {} : { releaseDay }),
});

const listsOf = ({ statuses, types, priorities, versions }: SiteFacts): NameLists => ({
  statuses,
  types,
  priorities,
  versions: versions.map(toVersion),
});

/** Puts the site's names of today over the copies in items. */
export const createSiteNaming = (site: SiteFacts): ((item: WorkItem) => WorkItem) => createNaming(listsOf(site));
