import type { Issue } from '../entities.ts';
import type { JqlContext } from './context.ts';
import type { SetField } from './field.ts';
import { keyOrder, numberOf } from './key-order.ts';
import { unknownIssue } from './problems.ts';

const resolveIssue =
  ({ findIssue }: JqlContext): SetField['resolve'] =>
  (value, fieldName) => {
    const issue = findIssue(value);
    if (issue === undefined) throw unknownIssue(fieldName, value);
    return [issue.id];
  };

const key = (context: JqlContext): SetField => {
  const { store } = context;
  return {
    kind: 'set',
    family: 'issue',
    values: (issue) => issue.id,
    resolve: resolveIssue(context),
    compare: (id, otherId) => {
      const [a, b] = [store.issues.get(id), store.issues.get(otherId)];
      return a === undefined || b === undefined || a.projectId !== b.projectId ? undefined : numberOf(a) - numberOf(b);
    },
    sortKey: () => keyOrder(store),
    order: context.state.byKey,
    find: (ids) => ids.flatMap((id) => store.issues.get(id) ?? []),
    count: (ids) => ids.length,
  };
};

const parentField = (context: JqlContext, isParent: (parent: Issue) => boolean): SetField => {
  const { store } = context;
  const order = keyOrder(store);
  const parentOf = (issue: Issue): Issue | undefined => {
    const parent = store.issues.get(issue.parentId);
    return parent !== undefined && isParent(parent) ? parent : undefined;
  };
  return {
    kind: 'set',
    family: 'issue',
    values: (issue) => parentOf(issue)?.id,
    resolve: resolveIssue(context),
    sortKey: () => (issue) => {
      const parent = parentOf(issue);
      return parent === undefined ? undefined : order(parent);
    },
    find: (ids) => ids.flatMap((id) => store.issuesByParent.of(id)),
    count: (ids) => ids.reduce((sum, id) => sum + store.issuesByParent.count(id), 0),
  };
};

const levelOf = ({ store }: JqlContext, issue: Issue): number =>
  store.issueTypes.get(issue.issueTypeId)?.hierarchyLevel ?? 0;

/** The epic over an issue, over its parent too: `parentEpic` finds stories and their sub-tasks. */
const parentEpic = (context: JqlContext): SetField => ({
  kind: 'set',
  family: 'issue',
  resolve: resolveIssue(context),
  values: (issue) => {
    let above = context.store.issues.get(issue.parentId);
    for (let steps = 0; above !== undefined && steps < 10; steps++) {
      if (levelOf(context, above) === 1) return above.id;
      above = context.store.issues.get(above.parentId);
    }
    return undefined;
  },
});

export const parent = (context: JqlContext): SetField => parentField(context, () => true);
/** Older names of `parent`: of a story, and of an epic and what is above it. */
export const epicLink = (context: JqlContext): SetField => parentField(context, (p) => levelOf(context, p) === 1);
export const parentLink = (context: JqlContext): SetField => parentField(context, (p) => levelOf(context, p) >= 2);

export const issueFields = {
  id: key,
  issue: key,
  key,
  issuekey: key,
  workitem: key,
  workitemkey: key,
  parent,
  parentepic: parentEpic,
};
