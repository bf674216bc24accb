import { loadItem } from '../work-index/board/load-item.ts';
import type { Handler } from './define-resolver.ts';

/** Where an item stands in each program that has a team in this project and that this person may see. */
export const itemLoad: Handler<'item.load'> = async (payload, { jira, app, now }) => {
  const { asOf, ...found } = await loadItem({ ...payload, user: jira, app, now });
  return { asOf: new Date(asOf).toISOString(), now, ...found };
};
