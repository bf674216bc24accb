import type { Version } from '../entities.ts';
import { type Bean, apiUrl, remember } from './bean.ts';

/** A version as issues show it. */
export const renderVersionOfIssue = remember<Version>((store, version): Bean => ({
  self: apiUrl(store, `version/${version.id}`),
  id: version.id,
  description: version.description,
  name: version.name,
  archived: version.archived,
  released: version.released,
  releaseDate: version.releaseDate,
}));

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** A day in Jira's default form, `05/Dec/26`. */
export const userDay = (day: string): string =>
  `${day.slice(8, 10)}/${MONTHS[Number(day.slice(5, 7)) - 1]}/${day.slice(2, 4)}`;

const withoutOverdue = remember<Version>((store, version): Bean => ({
  ...renderVersionOfIssue(store, version),
  startDate: version.startDate,
  userStartDate: version.startDate === undefined ? undefined : userDay(version.startDate),
  userReleaseDate: version.releaseDate === undefined ? undefined : userDay(version.releaseDate),
  projectId: Number(version.projectId),
}));

/** A version as the version endpoints show it; `today` (`yyyy-mm-dd`) decides `overdue`. */
export const renderVersion = (store: Parameters<typeof withoutOverdue>[0], version: Version, today: string): Bean => ({
  ...withoutOverdue(store, version),
  ...(version.releaseDate === undefined ? {} : { overdue: !version.released && version.releaseDate < today }),
});
