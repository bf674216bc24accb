/** What a JQL uses, as Jira's parser tells it. */
export interface JqlUse {
  /** Names of fields as written: `labels`, `cf[10014]`, `"Epic Link"` without its quotes. */
  readonly fields: readonly string[];
  readonly functions: readonly { readonly name: string }[];
  /** What is written out in it, with the field that it is compared with. */
  readonly values: readonly { readonly field: string; readonly value: string }[];
}

const PERSON_FIELDS: ReadonlySet<string> = new Set(['assignee', 'reporter', 'creator']);
/** As Atlassian makes them: 24 hexadecimal digits, or a number (or `qm`, `ug`) and a UUID. */
const ACCOUNT_ID = /(?<![\w-])(?:[0-9a-f]{24}|[a-z0-9]{2,6}:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22})(?![\w-])/gi;

/** A text without the account ids in it. */
export const maskAccounts = (text: string): string => text.replace(ACCOUNT_ID, 'a person');

const namesPerson = ({ field, value }: JqlUse['values'][number]): boolean =>
  (PERSON_FIELDS.has(field.toLowerCase()) && !/^empty$|^null$/i.test(value)) || value !== maskAccounts(value);

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
const isOwnFunction = ({ name }: JqlUse['functions'][number]): boolean => OWN_FUNCTIONS.has(name.toLowerCase());

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
  // Of people, Interlock stores no more than who is assigned (decision 0011); people come and go, and groups stay.
  const person = use.values.find(namesPerson);
  if (person !== undefined) return `names a person (${person.field}): name a group, with membersOf()`;
  const foreign = use.functions.find((one) => !isOwnFunction(one));
  return foreign === undefined ? undefined : `asks about other items or about who asks (${foreign.name}())`;
};
