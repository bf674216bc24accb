import type { Issue } from '../../local/jira/entities.ts';
import { canBrowseProject, canSeeIssue } from '../../local/jira/permissions.ts';
import type { Store } from '../../local/jira/store.ts';
import { APP_ACCOUNT_ID } from '../../local/seeds/defaults.ts';
import { PEOPLE } from './draw-site.ts';

/** How Jira stood from one instant on, until the next one that is known. */
export interface Moment {
  readonly at: number;
  readonly issues: ReadonlyMap<string, Issue>;
  /** By person: items that they may see, archived ones too; what was deleted stays as it was then. */
  readonly seen: ReadonlyMap<string, ReadonlySet<string>>;
  /** By person: projects that they may browse. */
  readonly projects: ReadonlyMap<string, ReadonlySet<string>>;
  /** What Jira's search gives the app, once it knows of it. */
  readonly searchable: ReadonlySet<string>;
  readonly archived: ReadonlySet<string>;
  /** Projects in which all items are for whoever may browse the project. */
  readonly plain: ReadonlySet<string>;
}

/** The scheme of draw-site.ts in which it depends on the item who may see it. */
const BY_ITEM = '10102';

/** All that Jira ever was, so that a reply can be held against the instants that it may show. */
export class Past {
  readonly #store: Store;
  readonly #moments: Moment[] = [];

  constructor(store: Store) {
    this.#store = store;
  }

  /** Remembers how Jira stands now. */
  note(at: number): void {
    const store = this.#store;
    const before = this.#moments.at(-1);
    const issues = new Map([
      ...(before?.issues ?? []),
      ...[...store.issues.values()].map((one) => [one.id, one] as const),
    ]);
    const projects = [...store.projects.values()].filter(({ archived }) => archived !== true);
    const isPlain = (one: (typeof projects)[number]): boolean =>
      one.issueSecuritySchemeId === undefined && one.style !== 'next-gen' && one.permissionSchemeId !== BY_ITEM;
    const seenBy = (person: string): ReadonlySet<string> =>
      new Set([...issues.values()].filter((one) => canSeeIssue(store, person, one)).map(({ id }) => id));
    const browsedBy = (person: string): ReadonlySet<string> =>
      new Set(projects.filter((one) => canBrowseProject(store, person, one)).map(({ id }) => id));
    const isThere = ({ id, archived, projectId }: Issue): boolean =>
      store.issues.get(id) !== undefined && archived !== true && store.projects.get(projectId)?.archived === false;
    const searchable = [...issues.values()].filter((one) => isThere(one) && canSeeIssue(store, APP_ACCOUNT_ID, one));
    const archived = [...store.projects.values()].filter((one) => one.archived === true);
    this.#moments.push({
      at,
      archived: new Set(archived.map(({ id }) => id)),
      searchable: new Set(searchable.map(({ id }) => id)),
      issues,
      seen: new Map(PEOPLE.map((person) => [person, seenBy(person)])),
      projects: new Map(PEOPLE.map((person) => [person, browsedBy(person)])),
      plain: new Set(projects.filter(isPlain).map(({ id }) => id)),
    });
  }
  /** How Jira stood at some time between these instants. */
  between(from: number, to: number): readonly Moment[] {
    const first = this.#moments.findLastIndex(({ at }) => at <= from);
    return this.#moments.slice(Math.max(0, first)).filter(({ at }) => at <= to);
  }
}
