import type { AccessFacts } from '../../core/visibility/access.ts';
import { planVisibility, type Asked, type Candidate, type Plan } from '../../core/visibility/plan.ts';
import { chooseWay, judgeSelfTest, type SelfTest, type Way } from '../../core/visibility/self-test.ts';
import { judgeVisibility, type Seen } from '../../core/visibility/verdict.ts';
import type { EpochMs } from '../../core/ids.ts';
import type { JiraClient } from '../../jira/client.ts';
import { findSearchable } from '../../jira/match-jql.ts';
import { agreed, askByCheck, askByMatch, type Question, type Said } from './ask.ts';
import { createMemory, note, yesOf, type Memory } from './memory.ts';

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

const askViewer = async (user: JiraClient, question: Question, way: Way): Promise<Told> => {
  if (way === 'check') return { said: await askByCheck(user, question) };
  if (way === 'match') return { said: await askByMatch(user, question) };
  const [byCheck, byMatch] = await Promise.all([askByCheck(user, question), askByMatch(user, question)]);
  return { said: agreed(byCheck, byMatch), byCheck, byMatch };
};

/** What of a plan nobody answered yet. While the ways are compared, the app is asked for all of it: facts may be minutes old. */
const openQuestions = ({ projectIds, checked, appSees }: Plan, way: Way, memory: Memory) => {
  const ids = checked.map(({ id }) => id);
  return {
    projectIds: projectIds.filter((id) => !memory.projects.has(id)),
    itemIds: ids.filter((id) => !memory.byViewer.has(id)),
    appIds: ids.filter((id) => !memory.byApp.has(id) && (way === 'both' || !appSees.has(id))),
  };
};

const judgeFrom = (plan: Plan, memory: Memory): Seen => {
  const ids = plan.checked.map(({ id }) => id);
  const unasked = [...plan.appSees].filter((id) => !memory.byApp.has(id));
  return judgeVisibility(plan, {
    projects: yesOf(memory.projects, plan.projectIds),
    byViewer: yesOf(memory.byViewer, ids),
    byApp: new Set([...yesOf(memory.byApp, ids), ...unasked]),
  });
};

/**
 * The one door between the index and a reply: which of these candidates, and which projects, this viewer may see, by the rule
 * shown = Jira(viewer) and Jira(app) without what is archived (design.md 5). All questions that `memory` has no answer to go
 * out together, so that it takes one round trip, and one more for each 1,000 checked items beyond what may be asked at once.
 * Throws the errors of the Jira door; then nothing may be shown.
 */
export const visible = async (viewer: Viewer, asked: Asked, memory: Memory = createMemory()): Promise<Visible> => {
  const { user, app, facts, test, now } = viewer;
  const plan = planVisibility(asked, facts, now);
  const way = chooseWay(test, now);
  const { appIds, ...question } = openQuestions(plan, way, memory);
  const [{ said, byCheck, byMatch }, byApp] = await Promise.all([
    askViewer(user, question, way),
    findSearchable(app, appIds),
  ]);
  note(memory.projects, question.projectIds, said.projects);
  note(memory.byViewer, question.itemIds, said.items);
  note(memory.byApp, appIds, byApp);
  const seen = judgeFrom(plan, memory);
  if (byCheck === undefined || byMatch === undefined) return seen;
  const compared = new Set(question.itemIds);
  const projects = yesOf(memory.projects, plan.projectIds);
  const answers = { projects, byCheck: byCheck.items, byMatch: byMatch.items, byApp };
  const shown = judgeSelfTest(
    plan.checked.filter(({ id }) => compared.has(id)),
    answers,
    now,
  );
  return shown === undefined ? seen : { ...seen, test: shown };
};

/** Entries of the index cut to what was seen: the only way from entries to a computation. */
export const cut = <Entry extends Candidate>(entries: readonly Entry[], seen: Seen): readonly Entry[] =>
  entries.filter(({ id }) => seen.items.has(id));
