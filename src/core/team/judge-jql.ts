/** What a JQL uses, as Jira's parser tells it. */
export interface JqlUse {
  /** Names of fields as written: `labels`, `cf[10014]`, `"Epic Link"` without its quotes. */
  readonly fields: readonly string[];
  /** Names of functions with whether they were given arguments. */
  readonly functions: readonly { readonly name: string; readonly hasArguments: boolean }[];
}

/**
 * Fields whose answer depends on other items or on who asks. All viewers see one team for each item, matched as the app: such a
 * rule would tell them of items, links, comments or people that are hidden from them.
 */
const FOREIGN_FIELDS: ReadonlyMap<string, string> = new Map([
  ...['parent', 'parentepic', 'parent link', 'epic link', 'parentproject'].map((name) => [name, 'a parent'] as const),
  ...['issuelink', 'issuelinktype', 'subtasks', 'issue.link'].map((name) => [name, 'links'] as const),
  // Such a JQL is refused whole when one of them is deleted: then other items would change their team.
  ...['issue', 'issuekey', 'issueid', 'key', 'id', 'workitem', 'workitemkey', 'workitemid'].map(
    (name) => [name, 'single work items'] as const,
  ),
  ...['comment', 'text', 'textfields', 'worklogcomment', 'worklogauthor', 'worklogdate'].map(
    (name) => [name, 'comments or work logs, which may be restricted'] as const,
  ),
  ...['voter', 'watcher', 'lastviewed', 'votes', 'watchers'].map((name) => [name, 'what single people did'] as const),
  ...['filter', 'request', 'savedfilter', 'searchrequest'].map((name) => [name, 'another filter'] as const),
]);

/** Functions whose answer is the same for everyone and no other item's: days, versions, sprints, types, groups. */
const OWN_FUNCTIONS: ReadonlySet<string> = new Set([
  'now',
  ...['day', 'week', 'month', 'year'].flatMap((unit) => [`startof${unit}`, `endof${unit}`]),
  'opensprints',
  'closedsprints',
  'futuresprints',
  'releasedversions',
  'unreleasedversions',
  'latestreleasedversion',
  'earliestunreleasedversion',
  'standardissuetypes',
  'standardworktypes',
  'subtaskissuetypes',
  'subtaskworktypes',
  'membersof',
  'cascadeoption',
]);
/** These mean the person who asks unless they are told whom. */
const WITH_ARGUMENTS: ReadonlySet<string> = new Set(['componentsleadbyuser', 'projectsleadbyuser', 'updatedby']);

const isOwnFunction = ({ name, hasArguments }: JqlUse['functions'][number]): boolean => {
  const lower = name.toLowerCase();
  return OWN_FUNCTIONS.has(lower) || (hasArguments && WITH_ARGUMENTS.has(lower));
};

/**
 * Why a JQL cannot decide an item's team, as half a sentence (`asks about a parent (parent)`); undefined where it can: it then
 * asks about the item's own fields and their history alone. `foreignIds` are the ids of custom fields that hold other items.
 */
export const whyNotOwnJql = (use: JqlUse, foreignIds: readonly (string | undefined)[]): string | undefined => {
  const ids = new Set(foreignIds.flatMap((id) => (id === undefined ? [] : `cf[${id.replace(/^customfield_/, '')}]`)));
  for (const field of use.fields) {
    const lower = field.toLowerCase();
    const what = ids.has(lower) ? 'a parent' : FOREIGN_FIELDS.get(lower);
    if (what !== undefined) return `asks about ${what} (${field})`;
  }
  const foreign = use.functions.find((one) => !isOwnFunction(one));
  return foreign === undefined ? undefined : `asks about other items or about who asks (${foreign.name}())`;
};
