import type { EpochMs, ProjectId } from '../../core/ids.ts';
import { findFresh } from '../../core/visibility/access.ts';
import type { SelfTest } from '../../core/visibility/self-test.ts';
import { listKnownChecked, type Asked, type Candidate } from '../../core/visibility/plan.ts';
import type { Seen } from '../../core/visibility/verdict.ts';
import type { JiraClient } from '../../jira/client.ts';
import { findSelfTest, readAccessFacts, saveSelfTest } from '../../storage/access.ts';
import { createMemory } from './memory.ts';
import { visible } from './visible.ts';

export interface DoorInput {
  /** Jira as the person who looks, and as the app. */
  readonly user: JiraClient;
  readonly app: JiraClient;
  readonly now: EpochMs;
}
/**
 * Says what of the asked may be shown. It may be asked several times in an invocation, and asks Jira only for what it was not
 * asked before: first for what is known before the index is read, then for all.
 */
export interface Door {
  (asked: Asked): Promise<Seen>;
  /** Items of these projects that will have to be asked for one by one, as far as that is known without the index. */
  readonly checkedCandidates: (projectIds: readonly ProjectId[]) => readonly Candidate[];
  /** Projects in which whoever may see the project may see every item, as far as that is known. */
  readonly plainProjects: (projectIds: readonly ProjectId[]) => ReadonlySet<ProjectId>;
  /** The last self-test that showed something, this invocation's own included. */
  readonly selfTest: () => SelfTest | undefined;
}

/**
 * The visibility door of one invocation, with what storage knows (one round trip, beside other heads). What its questions show
 * about the two ways is stored before it answers: nothing may be left running when an invocation ends.
 */
export const openDoor = async ({ user, app, now }: DoorInput): Promise<Door> => {
  const [facts, known] = await Promise.all([readAccessFacts(), findSelfTest()]);
  const memory = createMemory();
  let test = known;
  const ask = async (asked: Asked): Promise<Seen> => {
    const { test: shown, ...seen } = await visible({ user, app, facts, test, now }, asked, memory);
    if (shown !== undefined) {
      test = shown;
      await saveSelfTest(shown);
    }
    return seen;
  };
  // One after the other, so that nothing is asked twice; a question that failed does not spoil the next.
  let last: Promise<unknown> = Promise.resolve();
  const door = (asked: Asked): Promise<Seen> => {
    const answer = last.then(() => ask(asked));
    last = answer.catch(() => undefined);
    return answer;
  };
  return Object.assign(door, {
    checkedCandidates: (projectIds: readonly ProjectId[]) => listKnownChecked(projectIds, facts, now),
    plainProjects: (projectIds: readonly ProjectId[]) =>
      new Set(projectIds.filter((id) => findFresh(facts, id, now)?.kind === 'plain')),
    selfTest: () => test,
  });
};
