import { seededRandom, seedOf } from '../../random.ts';
import { addComment } from '../issue-adders.ts';
import { COMMENTS } from '../words/phrases.ts';
import { HOUR_MS } from './calendar.ts';
import { chance, pick } from './chance.ts';
import { linkDrafts } from './dependencies.ts';
import type { Draft } from './draft.ts';
import { finalState } from './draft.ts';
import type { Ground } from './ground.ts';

/** Links that are no dependencies between teams: blocks within a team, duplicates, relations across teams. */
export const addOtherLinks = (ground: Ground, teams: readonly (readonly Draft[])[]): void => {
  const random = seededRandom(seedOf('other links'));
  const types = new Map([...ground.store.linkTypes.values()].map((type) => [type.name, type]));
  const kinds = ['Blocks', 'Relates', 'Relates', 'Duplicate', 'Cloners'];
  teams.forEach((drafts, i) => {
    const other = teams[(i + 1) % teams.length] ?? drafts;
    for (let n = Math.ceil(drafts.length / 25); n > 0; n--) {
      const name = pick(random, kinds);
      const type = types.get(name);
      const [source, destination] = [pick(random, drafts), pick(random, name === 'Relates' ? other : drafts)];
      if (type !== undefined && source !== destination) linkDrafts(ground, type, source, destination, random);
    }
  });
};

/** A few comments on work that has a history, written while it went on. */
export const addComments = (ground: Ground, drafts: readonly Draft[]): void => {
  const { store, plan, timeline } = ground;
  const random = seededRandom(seedOf('comments'));
  for (const draft of drafts) {
    const last = draft.steps.at(-1);
    if (last === undefined || draft.team === undefined || !chance(random, plan.commentShare)) continue;
    const created = Math.min(last.at + HOUR_MS, timeline.now - HOUR_MS / 2);
    addComment(store, {
      issue: draft.id,
      authorId: pick(random, draft.team.members).id,
      text: pick(random, COMMENTS),
      created,
    });
    const issue = store.issues.get(draft.id);
    if (issue !== undefined) store.issues.put({ ...issue, updated: Math.max(issue.updated, created) });
  }
};

/** Work in the first team's backlog that still names somebody who left. */
export const leaveBehind = (ground: Ground, drafts: readonly Draft[]): void => {
  const open = drafts.filter(
    (draft) => draft.team?.index === 0 && draft.span === undefined && finalState(draft).status.category === 'new',
  );
  for (const draft of open.slice(-4)) {
    const issue = ground.store.issues.get(draft.id);
    const hasHistory = draft.steps.some((step) => 'assignee' in step.change);
    if (issue !== undefined && !hasHistory)
      ground.store.issues.put({ ...issue, assigneeId: ground.people.named.inactive.id });
  }
};
