import type { ImportContext } from './context.ts';
import type { NormalIssue } from './normalise.ts';
import { isRaw, numberAt, rawAt, textAt } from './raw.ts';
import type { Raw } from './raw.ts';

/** Where an issue names its parent: field and the other issue's key or id. */
export interface ParentMention {
  readonly from: 'parent' | 'epic' | 'epic link' | 'parent link';
  readonly idOrKey: string;
}

const mentioned = (value: unknown): string | undefined =>
  textAt(value, 'id') ?? textAt(value, 'key') ?? (typeof value === 'string' && value !== '' ? value : undefined);

/** What an issue says of its parent, the surest first: `parent`, Agile's `epic`, the epic link, the parent link. */
export const parentMentions = (context: ImportContext, { fields }: NormalIssue): ParentMention[] => {
  const ids = context.store.settings.fields;
  const link = fields[ids.parentLink];
  const found: readonly (readonly [ParentMention['from'], string | undefined])[] = [
    ['parent', mentioned(fields.parent)],
    ['epic', isRaw(fields.epic) ? (textAt(fields.epic, 'key') ?? textAt(fields.epic, 'id')) : undefined],
    ['epic link', mentioned(fields[ids.epicLink])],
    ['parent link', mentioned(rawAt(link, 'data') ?? link)],
  ];
  return found.flatMap(([from, idOrKey]) => (idOrKey === undefined ? [] : [{ from, idOrKey }]));
};

/** Finds an issue of the export by id or key. */
export const issueFinder = (issues: readonly NormalIssue[]): ((idOrKey: string) => NormalIssue | undefined) => {
  const byId = new Map<string, NormalIssue>();
  for (const issue of issues) {
    byId.set(issue.key, issue);
    if (issue.id !== '') byId.set(issue.id, issue);
  }
  return (idOrKey) => byId.get(idOrKey);
};

const typeIdOf = (issue: NormalIssue): string =>
  textAt(issue.fields.issuetype, 'id') ?? textAt(issue.fields.issuetype, 'name') ?? '';

const guessLevel = (bean: Raw): number => {
  if (bean.subtask === true) return -1;
  const name = textAt(bean, 'name')?.toLowerCase() ?? '';
  if (name === 'epic' || name === 'feature') return 1;
  if (name === 'initiative' || name === 'capability') return 2;
  return name === 'theme' ? 3 : 0;
};

/** Links up to a parent count for its type from this share of the type's issues on: a few are left over from changed types. */
const PARENT_SHARE = 0.05;

/** Pairs `parent type>child type`, with the issues that are such parents. */
const usualPairs = (pairs: ReadonlyMap<string, ReadonlySet<string>>, issues: readonly NormalIssue[]): Set<string> => {
  const counts = new Map<string, number>();
  for (const issue of issues) counts.set(typeIdOf(issue), (counts.get(typeIdOf(issue)) ?? 0) + 1);
  const isUsual = ([pair, parents]: readonly [string, ReadonlySet<string>]): boolean =>
    parents.size >= (counts.get(pair.split('>')[0] ?? '') ?? 0) * PARENT_SHARE;
  return new Set([...pairs].filter(isUsual).map(([pair]) => pair));
};

/** Raises types whose issues are parents of others' until every parent's type is above its children's. */
const raise = (levels: Map<string, number>, pairs: ReadonlySet<string>, fixed: ReadonlySet<string>): void => {
  for (let round = 0; round < 5; round++) {
    let changed = false;
    for (const pair of pairs) {
      const [parent = '', child = ''] = pair.split('>');
      const wanted = (levels.get(child) ?? 0) + 1;
      if (fixed.has(parent) || (levels.get(parent) ?? 0) >= wanted || wanted > 5) continue;
      levels.set(parent, wanted);
      changed = true;
    }
    if (!changed) return;
  }
};

/** The level of each type: stated by its bean, else by sub-task flag and name, raised where its issues have children. */
export const inferLevels = (
  context: ImportContext,
  beans: ReadonlyMap<string, Raw>,
  listed: ReadonlyMap<string, Raw>,
): Map<string, number> => {
  const levels = new Map<string, number>();
  const fixed = new Set<string>();
  for (const [id, bean] of beans) {
    const stated = numberAt(bean, 'hierarchyLevel') ?? numberAt(listed.get(id), 'hierarchyLevel');
    if (stated !== undefined) fixed.add(id);
    levels.set(id, stated ?? guessLevel(bean));
  }
  if (fixed.size < beans.size) {
    context.report.infer('hierarchy levels come from type names, sub-task flags and who is whose parent');
  }
  const find = issueFinder(context.issues);
  const pairs = new Map<string, Set<string>>();
  for (const issue of context.issues) {
    const isSubtask = levels.get(typeIdOf(issue)) === -1;
    const [mention] = parentMentions(context, issue);
    const parent = mention === undefined ? undefined : find(mention.idOrKey);
    // A sub-task's parent may be of any type; a link from one epic to another says nothing of types.
    if (parent === undefined || isSubtask || typeIdOf(parent) === typeIdOf(issue)) continue;
    if (mention?.from === 'epic link') continue;
    const pair = `${typeIdOf(parent)}>${typeIdOf(issue)}`;
    pairs.set(pair, (pairs.get(pair) ?? new Set<string>()).add(parent.key));
  }
  raise(levels, usualPairs(pairs, context.issues), fixed);
  return levels;
};
