import type { Issue, Transition } from '../entities.ts';
import { badRequest } from '../errors.ts';
import { transitionsOf } from '../wire/transition.ts';
import type { Editing } from './draft.ts';
import { setOrClear } from './draft.ts';
import { isObject, readId, type Write } from './write.ts';

/** The transition of `{ id }` if the issue's workflow offers it to the caller now; Jira's 400 otherwise. */
export const findTransition = ({ store, caller }: Write, issue: Issue, named: unknown): Transition => {
  const id = isObject(named) ? readId(named['id']) : undefined;
  if (id === undefined) throw badRequest("Missing 'transition' identifier");
  const transition = transitionsOf(store, caller.accountId, issue).find((offered) => offered.id === id);
  if (transition === undefined) throw badRequest(`Transition id '${id}' is not valid for this issue.`);
  return transition;
};

/** Moves a draft along a transition: its status, and the resolution where the transition says something about it. */
export const applyTransition = ({ draft }: Editing, { to, resolutionId }: Transition): void => {
  draft.statusId = to;
  if (resolutionId !== undefined) setOrClear(draft, 'resolutionId', resolutionId ?? undefined);
};
