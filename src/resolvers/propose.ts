import { cutSummary } from '../core/program/summary.ts';
import { propose } from '../core/proposal/propose.ts';
import { isJiraAdmin } from '../jira/permissions.ts';
import { listProgramRecords } from '../storage/programs.ts';
import { lookAtSite } from '../work-index/live/look-at-site.ts';
import type { Handler } from './define-resolver.ts';

/** Looks at the site as this person and proposes programs; writes nothing. */
export const programPropose: Handler<'program.propose'> = async (_payload, { jira, now, remainingMs }) => {
  const [{ look, itemsOf }, canSave, saved] = await Promise.all([
    lookAtSite({ client: jira, now, remainingMs }),
    isJiraAdmin(jira),
    listProgramRecords(),
  ]);
  const visible = new Set(look.projects.map((project) => project.id));
  const mine = saved.filter((record) => cutSummary(record, visible) !== undefined);
  const proposals = propose(look).map(({ teams, ...proposal }) => ({
    ...proposal,
    teams: teams.map(({ team, because, items }) => ({ teamId: team.id, because, items })),
    saved: mine.some((record) => record.id === proposal.draft.id),
  }));
  const looked = {
    items: look.items.length,
    of: Math.max(itemsOf, look.items.length),
    projects: look.projects.length,
    boards: look.boards.length,
  };
  return { proposals, looked, canSave };
};
