import type * as e from './entities.ts';

/** A named set of entities with secondary indexes that follow every write. */
export class Collection<T extends e.Entity> {
  readonly name: string;
  readonly #byId = new Map<string, T>();
  readonly #indexes: Index<T>[] = [];
  readonly #changed: (change: Change) => void;

  constructor(name: string, changed: (change: Change) => void = () => {}) {
    this.name = name;
    this.#changed = changed;
  }

  get size(): number {
    return this.#byId.size;
  }
  get(id: string | undefined): T | undefined {
    return id === undefined ? undefined : this.#byId.get(id);
  }
  /** In order of insertion. */
  values(): IterableIterator<T> {
    return this.#byId.values();
  }
  put(entity: T): T {
    const before = this.#byId.get(entity.id);
    this.#byId.set(entity.id, entity);
    for (const index of this.#indexes) index.replace(before, entity);
    this.#changed({ collection: this.name, id: entity.id, before, after: entity });
    return entity;
  }
  delete(id: string): T | undefined {
    const before = this.#byId.get(id);
    if (before === undefined) return undefined;
    this.#byId.delete(id);
    for (const index of this.#indexes) index.replace(before, undefined);
    this.#changed({ collection: this.name, id, before, after: undefined });
    return before;
  }
  /** Adds an index; `keysOf` gives the keys under which an entity is found. */
  index(keysOf: (entity: T) => readonly string[]): Index<T> {
    const index = new Index(keysOf);
    for (const entity of this.#byId.values()) index.replace(undefined, entity);
    this.#indexes.push(index);
    return index;
  }
}

/** Key -> entities, kept by its collection. */
export class Index<T extends e.Entity> {
  readonly #byKey = new Map<string, Map<string, T>>();
  readonly #keysOf: (entity: T) => readonly string[];

  constructor(keysOf: (entity: T) => readonly string[]) {
    this.#keysOf = keysOf;
  }
  /** The entities under a key, in order of insertion; empty where there are none. */
  of(key: string): readonly T[] {
    const found = this.#byKey.get(key);
    return found === undefined ? [] : [...found.values()];
  }
  first(key: string): T | undefined {
    return this.#byKey.get(key)?.values().next().value;
  }
  count(key: string): number {
    return this.#byKey.get(key)?.size ?? 0;
  }
  keys(): IterableIterator<string> {
    return this.#byKey.keys();
  }
  replace(before: T | undefined, after: T | undefined): void {
    const keep = after === undefined ? [] : this.#keysOf(after);
    if (before !== undefined) {
      for (const key of this.#keysOf(before)) {
        if (keep.includes(key)) continue;
        const entities = this.#byKey.get(key);
        entities?.delete(before.id);
        if (entities?.size === 0) this.#byKey.delete(key);
      }
    }
    if (after === undefined) return;
    for (const key of keep) {
      let entities = this.#byKey.get(key);
      if (entities === undefined) this.#byKey.set(key, (entities = new Map()));
      entities.set(after.id, after);
    }
  }
}

/** One write of one entity. `after` is undefined for a deletion. A journal of these rebuilds the store. */
export interface Change {
  readonly collection: string;
  readonly id: string;
  readonly before: e.Entity | undefined;
  readonly after: e.Entity | undefined;
}

/** What the site is, beyond its entities. */
export interface SiteSettings {
  readonly cloudId: string;
  readonly baseUrl: string;
  readonly title: string;
  /** IANA zone: issue timestamps carry its offset. */
  readonly timeZone: string;
  /** Ids of the fields that Jira itself gives a meaning. */
  readonly fields: {
    readonly storyPoints: string;
    readonly storyPointEstimate?: string;
    readonly sprint: string;
    readonly epicLink: string;
    readonly epicName: string;
    readonly parentLink: string;
    readonly rank: string;
    readonly team: string;
    readonly startDate: string;
    readonly flagged: string;
  };
}

/** Everything a Jira site holds. `changes` hears every write, after it happened. */
export class Store {
  readonly #listeners: ((change: Change) => void)[] = [];
  readonly #changed = (change: Change): void => {
    for (const listener of this.#listeners) listener(change);
  };
  readonly #collections = new Map<string, Collection<e.Entity>>();

  settings: SiteSettings;
  /** Highest number given so far, by sequence name (`issue`, `key/PAY`, ...). */
  readonly sequences = new Map<string, number>();

  readonly users = this.#collection<e.User>('users');
  readonly groups = this.#collection<e.Group>('groups');
  readonly teams = this.#collection<e.Team>('teams');
  readonly projectRoles = this.#collection<e.ProjectRole>('projectRoles');
  readonly statuses = this.#collection<e.Status>('statuses');
  readonly workflows = this.#collection<e.Workflow>('workflows');
  readonly issueTypes = this.#collection<e.IssueType>('issueTypes');
  readonly priorities = this.#collection<e.Priority>('priorities');
  readonly resolutions = this.#collection<e.Resolution>('resolutions');
  readonly fields = this.#collection<e.Field>('fields');
  readonly permissionSchemes = this.#collection<e.PermissionScheme>('permissionSchemes');
  readonly globalGrants = this.#collection<e.GlobalGrant>('globalGrants');
  readonly issueSecuritySchemes = this.#collection<e.IssueSecurityScheme>('issueSecuritySchemes');
  readonly projects = this.#collection<e.Project>('projects');
  readonly issues = this.#collection<e.Issue>('issues');
  readonly histories = this.#collection<e.History>('histories');
  readonly linkTypes = this.#collection<e.IssueLinkType>('linkTypes');
  readonly links = this.#collection<e.IssueLink>('links');
  readonly remoteLinks = this.#collection<e.RemoteLink>('remoteLinks');
  readonly comments = this.#collection<e.Comment>('comments');
  readonly versions = this.#collection<e.Version>('versions');
  readonly components = this.#collection<e.Component>('components');
  readonly filters = this.#collection<e.Filter>('filters');
  readonly boards = this.#collection<e.Board>('boards');
  readonly sprints = this.#collection<e.Sprint>('sprints');
  readonly properties = this.#collection<e.Property>('properties');

  readonly issuesByKey = this.issues.index((issue) => [issue.key, ...(issue.previousKeys ?? [])]);
  readonly issuesByProject = this.issues.index((issue) => [issue.projectId]);
  readonly issuesByParent = this.issues.index((issue) => (issue.parentId === undefined ? [] : [issue.parentId]));
  readonly issuesBySprint = this.issues.index((issue) => issue.sprintIds);
  readonly historiesByIssue = this.histories.index((history) => [history.issueId]);
  readonly linksByIssue = this.links.index((link) => [link.sourceId, link.destinationId]);
  readonly commentsByIssue = this.comments.index((comment) => [comment.issueId]);
  readonly remoteLinksByIssue = this.remoteLinks.index((link) => [link.issueId]);
  readonly projectsByKey = this.projects.index((project) => [project.key]);
  readonly versionsByProject = this.versions.index((version) => [version.projectId]);
  readonly componentsByProject = this.components.index((component) => [component.projectId]);
  readonly sprintsByBoard = this.sprints.index((sprint) => [sprint.originBoardId]);
  readonly groupsByMember = this.groups.index((group) => group.memberIds);
  readonly propertiesByEntity = this.properties.index((p) => [`${p.entityType}/${p.entityId}`]);

  constructor(settings: SiteSettings) {
    this.settings = settings;
  }

  #collection<T extends e.Entity>(name: string): Collection<T> {
    const collection = new Collection<T>(name, this.#changed);
    // The registry only hands an entity back to the collection that it came from (journal replay).
    this.#collections.set(name, collection as unknown as Collection<e.Entity>);
    return collection;
  }

  onChange(listener: (change: Change) => void): void {
    this.#listeners.push(listener);
  }
  /** The collection of that name, for replaying a journal; undefined for a name that this version does not know. */
  collection(name: string): Collection<e.Entity> | undefined {
    return this.#collections.get(name);
  }
  /** The next number of a sequence, starting at `first`. */
  next(sequence: string, first = 10_000): number {
    const value = Math.max(this.sequences.get(sequence) ?? first - 1, first - 1) + 1;
    this.sequences.set(sequence, value);
    return value;
  }
}
