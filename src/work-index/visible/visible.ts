import type { AccessFacts } from '../../core/visibility/access.ts';
import { planVisibility, type Asked, type Candidate, type Plan } from '../../core/visibility/plan.ts';
import { chooseSample, chooseWay, judgeSelfTest, type SelfTest, type Way } from '../../core/visibility/self-test.ts';
import { judgeVisibility, type Answers, type Seen } from '../../core/visibility/verdict.ts';
import type { EpochMs } from '../../core/ids.ts';
import type { JiraClient } from '../../jira/client.ts';
import { findSearchable } from '../../jira/match-jql.ts';
import { askByCheck, askByMatch, askUnproven, type Question, type Said } from './ask.ts';
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

const WAYS: Readonly<Record<Way, (user: JiraClient, question: Question) => Promise<Said>>> = {
  check: askByCheck,
  match: askByMatch,
  unproven: askUnproven,
};

/** What of a plan nobody answered yet. */
const openQuestions = ({ projectIds, checked, appSees }: Plan, memory: Memory) => {
  const ids = checked.map(({ id }) => id);
  return {
    projectIds: projectIds.filter((id) => !memory.projects.has(id)),
    itemIds: ids.filter((id) => !memory.byViewer.has(id)),
    appIds: ids.filter((id) => !memory.byApp.has(id) && !appSees.has(id)),
  };
};

const answersFrom = ({ checked, appSees, projectIds }: Plan, memory: Memory): Answers => {
  const ids = checked.map(({ id }) => id);
  const unasked = [...appSees].filter((id) => !memory.byApp.has(id));
  return {
    projects: yesOf(memory.projects, projectIds),
    byViewer: yesOf(memory.byViewer, ids),
    byApp: new Set([...yesOf(memory.byApp, ids), ...unasked]),
  };
};

/** Compares the ways where something can be learned from it; all at once, so that no change in between looks like a difference. */
const testWays = async (
  { user, app, now }: Viewer,
  items: readonly Candidate[],
  { projects, byViewer, byApp }: Answers,
): Promise<SelfTest | undefined> => {
  const sample = chooseSample(items, { projects, byMatch: byViewer, byApp });
  if (sample.length === 0) return undefined;
  const itemIds = sample.map(({ id }) => id);
  const [byCheck, matched, seenByApp] = await Promise.all([
    askByCheck(user, { projectIds: [], itemIds }),
    findSearchable(user, itemIds),
    // Facts may be minutes old: what was archived since would look like a difference.
    findSearchable(app, itemIds),
  ]);
  return judgeSelfTest(sample, { projects, byCheck: byCheck.items, byMatch: matched, byApp: seenByApp }, now);
};

/**
 * The one door between the index and a reply: which of these candidates, and which projects, this viewer may see, by the rule
 * shown = Jira(viewer) and Jira(app) without what is archived (design.md 5). All questions that `memory` has no answer to go
 * out together, so that it takes one round trip, and one more for each 1,000 checked items beyond what may be asked at once; once
 * more, where it can be learned from them whether the ways of asking agree.
 * Throws the errors of the Jira door; then nothing may be shown.
 */
export const visible = async (viewer: Viewer, asked: Asked, memory: Memory = createMemory()): Promise<Visible> => {
  const { user, app, facts, test, now } = viewer;
  const plan = planVisibility(asked, facts, now);
  const way = chooseWay(test, now);
  const { appIds, ...question } = openQuestions(plan, memory);
  const [said, byApp] = await Promise.all([WAYS[way](user, question), findSearchable(app, appIds)]);
  note(memory.projects, question.projectIds, said.projects);
  note(memory.byViewer, question.itemIds, said.items);
  note(memory.byApp, appIds, byApp);
  const answers = answersFrom(plan, memory);
  const seen = judgeVisibility(plan, answers);
  if (way !== 'unproven') return seen;
  const fresh = new Set(question.itemIds);
  const shown = await testWays(
    viewer,
    plan.checked.filter(({ id }) => fresh.has(id)),
    answers,
  );
  return shown === undefined ? seen : { ...seen, test: shown };
};

/** Entries of the index cut to what was seen: the only way from entries to a computation. */
export const cut = <Entry extends Candidate>(entries: readonly Entry[], seen: Seen): readonly Entry[] =>
  entries.filter(({ id }) => seen.items.has(id));
