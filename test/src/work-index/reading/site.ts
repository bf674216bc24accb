import { createJira, type Jira } from '../../../../local/jira/jira.ts';
import { frozenClock } from '../../../../local/clock.ts';
import type { Store } from '../../../../local/jira/store.ts';
import { seededRandom } from '../../../../local/random.ts';
import { APP_ACCOUNT_ID } from '../../../../local/seeds/defaults.ts';
import { findFieldIds, listFields } from '../../../../src/jira/fields.ts';
import { listStatuses } from '../../../../src/jira/statuses.ts';
import type { SiteFacts } from '../../../../src/work-index/site/site-facts.ts';
import { askAs, type Asking } from '../../visible/clients.ts';

export interface ReadSite extends Asking {
  readonly jira: Jira;
  readonly store: Store;
  readonly now: number;
  readonly site: SiteFacts;
}

/** A local site with the app's eyes on it, and the facts without which nothing can be read. */
export const lookAt = async (store: Store, now: number): Promise<ReadSite> => {
  const jira = createJira({
    store,
    clock: frozenClock(now),
    random: seededRandom(7),
    tuning: { searchLagMs: 0, enforceLimits: false },
  });
  const { client, calls } = askAs(jira, APP_ACCOUNT_ID, 'as-app');
  const site: SiteFacts = {
    readAt: now,
    fieldIds: findFieldIds(await listFields(client)),
    priorities: [],
    statuses: await listStatuses(client),
    types: [],
    boards: [],
    sprints: [],
    sprintIdsByBoard: new Map(),
    versions: [],
    judged: new Map(),
  };
  calls.length = 0;
  return { jira, store, now, client, calls, site };
};
