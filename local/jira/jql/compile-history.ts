import type { Operand, Predicate } from '@atlaskit/jql-ast';
import type { Issue } from '../entities.ts';
import type { Compiled } from './compile-terminal.ts';
import type { JqlContext } from './context.ts';
import type { JqlField, SetField } from './field.ts';
import { changesOf, spellsOf } from './field-history.ts';
import type { TerminalClause } from './parse.ts';
import { noHistory } from './problems.ts';
import { flatten, idsOf, instantOf } from './values.ts';
import { systemFields } from './system-fields.ts';

/** Fields whose history Jira searches and that hold one value, by name in the changelog. */
const TRACKED: ReadonlySet<string> = new Set(['status', 'assignee', 'reporter', 'priority', 'resolution']);
const DAY_MS = 86_400_000;

type Ids = ReadonlySet<string | null>;
/** What the words after WAS or CHANGED ask of a change or a spell. */
interface Conditions {
  readonly start: number;
  readonly end: number;
  readonly by: Ids | undefined;
  readonly from: Ids | undefined;
  readonly to: Ids | undefined;
}
type Draft = { -readonly [name in keyof Conditions]: Conditions[name] };

const idSet = (context: JqlContext, field: SetField, operand: Operand, fieldName: string): Ids =>
  new Set(
    flatten(operand).flatMap((item): readonly (string | null)[] =>
      item.operandType === 'value' || item.operandType === 'function' ? idsOf(context, field, item, fieldName) : [null],
    ),
  );

const readTime = (context: JqlContext, draft: Draft, { operator, operand }: Predicate, fieldName: string): void => {
  const [first = 0, second = 0] = (operand === undefined ? [] : flatten(operand)).map((item) =>
    item.operandType === 'value' || item.operandType === 'function' ? instantOf(context, item, fieldName) : 0,
  );
  const isDay = operator.value === 'on';
  if (operator.value === 'after') draft.start = Math.max(draft.start, first + 1);
  else if (operator.value === 'before') draft.end = Math.min(draft.end, first - 1);
  else {
    draft.start = Math.max(draft.start, first);
    draft.end = Math.min(draft.end, isDay ? first + DAY_MS - 1 : second);
  }
};

const readConditions = (context: JqlContext, field: SetField, clause: TerminalClause): Conditions => {
  const name = clause.field.value;
  const draft: Draft = {
    start: Number.NEGATIVE_INFINITY,
    end: Number.POSITIVE_INFINITY,
    by: undefined,
    from: undefined,
    to: undefined,
  };
  for (const predicate of clause.predicates) {
    const { operand } = predicate;
    const word = predicate.operator.value;
    const people = systemFields.get('assignee')?.(context);
    if (operand === undefined) continue;
    if (word === 'by') draft.by = people?.kind === 'set' ? idSet(context, people, operand, 'by') : undefined;
    else if (word === 'from' || word === 'to') draft[word] = idSet(context, field, operand, name);
    else readTime(context, draft, predicate, name);
  }
  return draft;
};

const fits = (wanted: Ids | undefined, value: string | null | undefined): boolean =>
  wanted === undefined || wanted.has(value ?? null);

/** WAS, WAS IN, WAS NOT, WAS NOT IN and CHANGED with their AFTER, BEFORE, ON, DURING, BY, FROM and TO, from the changelog. */
export const compileHistory = (
  context: JqlContext,
  { name, field }: { readonly name: string; readonly field: JqlField },
  clause: TerminalClause,
  isNegated: boolean,
): Compiled => {
  const operator = clause.operator?.value ?? '';
  const tracked = name.toLowerCase();
  if (field.kind !== 'set' || !TRACKED.has(tracked)) throw noHistory(name);
  const { store } = context;
  const { start, end, by, from, to } = readConditions(context, field, clause);
  const changes = (issue: Issue) => changesOf(store, issue, tracked);
  if (operator === 'changed') {
    const hasChanged = (issue: Issue): boolean =>
      changes(issue).some(
        (c) => c.at >= start && c.at <= end && fits(by, c.by) && fits(from, c.from) && fits(to, c.to),
      );
    return { test: (issue) => hasChanged(issue) !== isNegated };
  }
  const wanted = clause.operand === undefined ? new Set<string>() : idSet(context, field, clause.operand, name);
  const current = (issue: Issue): string | undefined => [field.values(issue) ?? []].flat()[0];
  const was = (issue: Issue): boolean =>
    spellsOf(issue, changes(issue), current(issue)).some(
      (spell) => fits(wanted, spell.value) && spell.start <= end && spell.end > start && fits(by, spell.by),
    );
  const isInverse = operator.startsWith('was not') !== isNegated;
  return { test: (issue) => was(issue) !== isInverse };
};
