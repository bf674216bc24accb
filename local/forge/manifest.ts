import { parse } from 'yaml';
import { MEMORY_DEFAULT_MB, TIMEOUTS_MS, type ModuleKind } from './limits.ts';

/** A module of the manifest: its type (`jira:globalPage`, `trigger`, ...), key and own members. */
export interface ManifestModule {
  readonly type: string;
  readonly key: string;
  readonly members: Readonly<Record<string, unknown>>;
}
export interface EntityIndex {
  readonly name: string;
  readonly partition: readonly string[];
  readonly range: string;
}
export interface EntityType {
  readonly name: string;
  /** Attribute name -> `integer`, `float`, `string`, `boolean` or `any`. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly indexes: readonly EntityIndex[];
}
/** A function of the manifest: which export of the bundle it is, and how long it may run (`timeoutSeconds`). */
export interface ManifestFunction {
  readonly key: string;
  readonly exportName: string;
  readonly timeoutMs?: number;
}
export interface Manifest {
  readonly appId: string;
  readonly memoryMb: number;
  readonly scopes: readonly string[];
  readonly modules: readonly ManifestModule[];
  readonly functions: ReadonlyMap<string, ManifestFunction>;
  readonly entities: ReadonlyMap<string, EntityType>;
}

type Members = Readonly<Record<string, unknown>>;
// The manifest is checked in full by @forge/manifest in the test suite; this parser only narrows what it reads.
const members = (value: unknown): Members => (typeof value === 'object' && value !== null ? (value as Members) : {});
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const parseIndex = (value: unknown): EntityIndex => {
  if (typeof value === 'string') return { name: value, partition: [], range: value };
  const index = members(value);
  const ranges = list(index['range']);
  if (ranges.length !== 1) {
    throw new Error(`manifest.yml: index ${text(index['name'])} needs exactly one range attribute (platform.md 9).`);
  }
  return { name: text(index['name']), partition: list(index['partition']).map(text), range: text(ranges[0]) };
};

const parseEntity = (value: unknown): EntityType => {
  const entity = members(value);
  const attributes = Object.entries(members(entity['attributes'])).map(
    ([name, attribute]) => [name, text(members(attribute)['type'])] as const,
  );
  return {
    name: text(entity['name']),
    attributes: Object.fromEntries(attributes),
    indexes: list(entity['indexes']).map(parseIndex),
  };
};

const parseFunction = (module: ManifestModule): ManifestFunction => {
  const handler = text(module.members['handler']);
  if (!handler.startsWith('index.')) {
    throw new Error(`manifest.yml: function ${module.key} names ${handler}; handlers are exports of src/index.ts.`);
  }
  const seconds = module.members['timeoutSeconds'];
  const exportName = handler.slice('index.'.length);
  return typeof seconds === 'number'
    ? { key: module.key, exportName, timeoutMs: seconds * 1000 }
    : { key: module.key, exportName };
};

/** Reads manifest.yml; throws where it names what this host cannot run. */
export const parseManifest = (yaml: string): Manifest => {
  const root = members(parse(yaml));
  const app = members(root['app']);
  const memory = members(app['runtime'])['memoryMB'];
  const modules = Object.entries(members(root['modules'])).flatMap(([type, entries]) =>
    list(entries).map((entry): ManifestModule => ({ type, key: text(members(entry)['key']), members: members(entry) })),
  );
  const functions = modules.filter(({ type }) => type === 'function').map(parseFunction);
  const entities = list(members(app['storage'])['entities']).map(parseEntity);
  const scopes = list(members(root['permissions'])['scopes']);
  return {
    appId: text(app['id']).split('/').at(-1) ?? '',
    memoryMb: typeof memory === 'number' ? memory : MEMORY_DEFAULT_MB,
    scopes: scopes.map((scope) => (typeof scope === 'string' ? scope : (Object.keys(members(scope))[0] ?? ''))),
    modules,
    functions: new Map(functions.map((entry) => [entry.key, entry])),
    entities: new Map(entities.map((entity) => [entity.name, entity])),
  };
};

/** A function as one of its modules calls it. */
export interface BoundFunction {
  readonly module: ManifestModule;
  readonly kind: ModuleKind;
  readonly exportName: string;
  readonly timeoutMs: number;
}

const bind = (manifest: Manifest, module: ManifestModule, kind: ModuleKind, key: unknown): BoundFunction => {
  const found = manifest.functions.get(text(key));
  if (found === undefined) throw new Error(`manifest.yml: module ${module.key} names no known function.`);
  const timeoutMs = found.timeoutMs ?? TIMEOUTS_MS[kind];
  return { module, kind, exportName: found.exportName, timeoutMs };
};

/** The resolver of a module with a page; undefined where no module has that key or it has no resolver. */
export const findResolver = (manifest: Manifest, moduleKey: string): BoundFunction | undefined => {
  const module = manifest.modules.find(({ key, members: own }) => key === moduleKey && own['resolver'] !== undefined);
  return module && bind(manifest, module, 'resolver', members(module.members['resolver'])['function']);
};

/** Modules of a type that names its function directly: triggers, consumers, schedules, web triggers. */
export const listBound = (manifest: Manifest, kind: Exclude<ModuleKind, 'resolver'>): readonly BoundFunction[] =>
  manifest.modules
    .filter(({ type }) => type === kind)
    .map((module) => bind(manifest, module, kind, module.members['function']));
