import type { AccessFacts } from '../../core/visibility/access.ts';
import { planVisibility, type Asked, type Candidate, type Plan } from '../../core/visibility/plan.ts';
import { chooseWay, judgeSelfTest, type SelfTest, type Way } from '../../core/visibility/self-test.ts';
import { judgeVisibility, type Seen } from '../../core/visibility/verdict.ts';
import type { EpochMs } from '../../core/ids.ts';
import type { JiraClient } from '../../jira/client.ts';
import { findSearchable } from '../../jira/match-jql.ts';
import { agreed, askByCheck, askByMatch, type Said } from './ask.ts';

/** Who looks, and what is known of the site without asking. */
export interface Viewer {
  readonly user: JiraClient;
  readonly app: JiraClient;
  readonly facts: AccessFacts;
  /** The last self-test that showed something. */
  readonly test?: SelfTest | undefined;
  readonly now: EpochMs;
}
export interface Visible extends Seen {
  /** What this reading showed about the two ways: to be stored, so that the next one asks by the right way. */
  readonly test?: SelfTest;
}

interface Told {
  readonly said: Said;
  readonly byCheck?: Said;
  readonly byMatch?: Said;
}

const askViewer = async (user: JiraClient, plan: Plan, way: Way): Promise<Told> => {
  const question = { projectIds: plan.projectIds, itemIds: plan.checked.map(({ id }) => id) };
  if (question.projectIds.length === 0) return { said: { projects: new Set(), items: new Set() } };
  if (way === 'check') return { said: await askByCheck(user, question) };
  if (way === 'match') return { said: await askByMatch(user, question) };
  const [byCheck, byMatch] = await Promise.all([askByCheck(user, question), askByMatch(user, question)]);
  return { said: agreed(byCheck, byMatch), byCheck, byMatch };
};

/**
 * The one door between the index and a reply: which of these candidates, and which projects, this viewer may see, by the rule
 * shown = Jira(viewer) and Jira(app) without what is archived (design.md 5). All questions go out together, so that it takes
 * one round trip, and one more for each 1,000 checked items beyond what may be asked at once. Throws the errors of the Jira door; then
 * nothing may be shown.
 */
export const visible = async (viewer: Viewer, asked: Asked): Promise<Visible> => {
  const { user, app, facts, test, now } = viewer;
  const plan = planVisibility(asked, facts, now);
  const way = chooseWay(test, now);
  const [{ said, byCheck, byMatch }, byApp] = await Promise.all([
    askViewer(user, plan, way),
    findSearchable(
      app,
      plan.checked.map(({ id }) => id),
    ),
  ]);
  const seen = judgeVisibility(plan, { projects: said.projects, byViewer: said.items, byApp });
  if (byCheck === undefined || byMatch === undefined) return seen;
  const answers = { projects: said.projects, byCheck: byCheck.items, byMatch: byMatch.items, byApp };
  const shown = judgeSelfTest(plan.checked, answers, now);
  return shown === undefined ? seen : { ...seen, test: shown };
};

/** Entries of the index cut to what was seen: the only way from entries to a computation. */
export const cut = <Entry extends Candidate>(entries: readonly Entry[], seen: Seen): readonly Entry[] =>
  entries.filter(({ id }) => seen.items.has(id));
