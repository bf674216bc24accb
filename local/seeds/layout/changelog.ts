import type { ChangeItem } from '../../jira/entities.ts';
import type { Store } from '../../jira/store.ts';
import type { Draft, State, Step } from './draft.ts';

type Ends = readonly [id: string | null, text: string | null];

/** Makes changelog items in the words of Jira's, sharing equal ones: large sites have half a million. */
export class ItemBook {
  readonly #known = new Map<string, ChangeItem>();
  readonly #store: Store;
  readonly #sprintFieldId: string;
  readonly #flaggedFieldId: string;
  readonly #ranked: ChangeItem;

  constructor(store: Store) {
    this.#store = store;
    this.#sprintFieldId = store.settings.fields.sprint;
    this.#flaggedFieldId = store.settings.fields.flagged;
    const fieldId = store.settings.fields.rank;
    this.#ranked = {
      field: 'Rank',
      fieldtype: 'custom',
      fieldId,
      from: '',
      fromString: '',
      to: '',
      toString: 'Ranked higher',
    };
  }

  /** What a step changed, given the state before it; `pointsFieldId` is undefined where the estimate is in hours. */
  itemsOf(before: State, step: Step, pointsFieldId: string | undefined, parent: Draft | undefined): ChangeItem[] {
    const { change } = step;
    const items: ChangeItem[] = [];
    const add = (field: string, fieldId: string, from: Ends, to: Ends): void => {
      if (from[0] !== to[0] || from[1] !== to[1]) items.push(this.#item(field, fieldId, from, to));
    };
    if (change.status !== undefined) add('status', 'status', nameOf(before.status), nameOf(change.status));
    if ('resolution' in change) add('resolution', 'resolution', nameOf(before.resolution), nameOf(change.resolution));
    if ('assignee' in change) add('assignee', 'assignee', userOf(before.assignee), userOf(change.assignee));
    if (change.priorityId !== undefined) {
      add('priority', 'priority', this.#priorityOf(before.priorityId), this.#priorityOf(change.priorityId));
    }
    if (change.sprints !== undefined)
      add('Sprint', this.#sprintFieldId, joined(before.sprints), joined(change.sprints));
    if ('flagged' in change) add('Flagged', this.#flaggedFieldId, flagOf(before), flagOf(change));
    if ('due' in change) add('duedate', 'duedate', dueOf(before), dueOf(change));
    if ('estimate' in change) this.#addEstimate(add, pointsFieldId, before.estimate, change.estimate);
    if (change.versions !== undefined) addVersions(add, before.versions, change.versions);
    if (step.note === 'rank') items.push(this.#ranked);
    if (step.note === 'parent' && parent !== undefined) items.push(parentItem(parent));
    if (step.link !== undefined) items.push(linkItem(step.link.key, step.link.text));
    return items;
  }

  #addEstimate(add: Add, pointsFieldId: string | undefined, from: number | undefined, to: number | undefined): void {
    if (pointsFieldId === undefined) {
      add('timeoriginalestimate', 'timeoriginalestimate', secondsOf(from), secondsOf(to));
    } else {
      const name = this.#store.fields.get(pointsFieldId)?.name ?? pointsFieldId;
      add(name, pointsFieldId, pointsOf(from), pointsOf(to));
    }
  }

  #priorityOf(id: string): Ends {
    return [id, this.#store.priorities.get(id)?.name ?? id];
  }

  #item(field: string, fieldId: string, from: Ends, to: Ends): ChangeItem {
    const key = `${fieldId}|${from[0] ?? from[1]}|${to[0] ?? to[1]}`;
    const found = this.#known.get(key);
    if (found !== undefined) return found;
    const item: ChangeItem = {
      field,
      fieldtype: fieldId.startsWith('customfield_') ? 'custom' : 'jira',
      fieldId,
      from: from[0],
      fromString: from[1],
      to: to[0],
      toString: to[1],
    };
    this.#known.set(key, item);
    return item;
  }
}

type Add = (field: string, fieldId: string, from: Ends, to: Ends) => void;
const addVersions = (add: Add, before: State['versions'], after: State['versions']): void => {
  for (const version of before.filter((each) => !after.includes(each)))
    add('Fix Version', 'fixVersions', [version.id, version.name], [null, null]);
  for (const version of after.filter((each) => !before.includes(each)))
    add('Fix Version', 'fixVersions', [null, null], [version.id, version.name]);
};
const nameOf = (entity: { id: string; name: string } | undefined): Ends =>
  entity === undefined ? [null, null] : [entity.id, entity.name];
const userOf = (user: State['assignee']): Ends => (user === undefined ? [null, null] : [user.id, user.displayName]);
const joined = (sprints: State['sprints']): Ends => [
  sprints.map((sprint) => sprint.id).join(', '),
  sprints.map((sprint) => sprint.name).join(', '),
];
const flagOf = (state: Partial<State>): Ends => (state.flagged === true ? ['[10019]', 'Impediment'] : ['', '']);
const dueOf = (state: Partial<State>): Ends =>
  state.due === undefined ? [null, null] : [state.due, `${state.due} 00:00:00.0`];
const secondsOf = (hours: number | undefined): Ends =>
  hours === undefined ? [null, null] : [String(hours * 3600), String(hours * 3600)];
const pointsOf = (points: number | undefined): Ends => [null, points === undefined ? null : String(points)];
/** Link items carry no fieldId; `to` is the other issue's key (platform.md 9). */
const linkItem = (key: string, text: string): ChangeItem => ({
  field: 'Link',
  fieldtype: 'jira',
  from: null,
  fromString: null,
  to: key,
  toString: text,
});
/** Parent items carry no fieldId; ids and keys are the parents' (platform.md 9). */
const parentItem = (parent: Draft): ChangeItem => ({
  field: 'IssueParentAssociation',
  fieldtype: 'jira',
  from: null,
  fromString: null,
  to: parent.id,
  toString: parent.key,
});
