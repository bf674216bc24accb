/** A module of the manifest that has a place in Jira's pages. */
export interface UiModule {
  readonly key: string;
  readonly type: string;
  readonly title: string;
  readonly icon?: string;
  readonly layout?: string;
  readonly viewportSize?: string;
  /** Resource key, and the named entry's file, for example `program.html`. */
  readonly resource: string;
  readonly entry: string;
}
export interface UiResource {
  readonly key: string;
  readonly path: string;
  readonly entry: Readonly<Record<string, string>>;
}
export interface UiManifest {
  readonly modules: readonly UiModule[];
  readonly resources: readonly UiResource[];
  readonly scopes: readonly string[];
  readonly permissions: object;
}

type Fields = Readonly<Record<string, unknown>>;
const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const parseResource = (value: unknown): UiResource => {
  const { key, path, entry } = fieldsOf(value);
  const named = Object.entries(fieldsOf(entry)).map(([name, file]) => [name, String(file)]);
  return { key: String(key), path: String(path), entry: Object.fromEntries(named) };
};

/**
 * Where a resource reference of a module or a Modal leads: `main/program` is the named entry of `main`, `main` alone its
 * `index.html` (Forge's manifest reference, resources). Undefined where the manifest has no such resource.
 */
export const findEntry = (
  resources: readonly UiResource[],
  reference: string,
): { readonly resource: string; readonly entry: string } | undefined => {
  const [key, name] = reference.split('/');
  const resource = resources.find((candidate) => candidate.key === key);
  if (resource === undefined) return undefined;
  if (name === undefined) return { resource: resource.key, entry: 'index.html' };
  const entry = resource.entry[name];
  return entry === undefined ? undefined : { resource: resource.key, entry };
};

const parseModule = (type: string, value: unknown, resources: readonly UiResource[]): UiModule | undefined => {
  const { key, title, icon, layout, resource, viewportSize } = fieldsOf(value);
  const place = findEntry(resources, String(resource));
  if (place === undefined) return undefined;
  const optional = { icon: textOf(icon), layout: textOf(layout), viewportSize: textOf(viewportSize) };
  const given = Object.entries(optional).filter(([, text]) => text !== undefined);
  return { key: String(key), type, title: textOf(title) ?? String(key), ...Object.fromEntries(given), ...place };
};

/** The parts of a parsed manifest that the pages show: modules with a Custom UI resource, resources, scopes. */
export const parseUiManifest = (manifest: unknown): UiManifest => {
  const { modules, resources: rawResources, permissions } = fieldsOf(manifest);
  const resources = listOf(rawResources).map(parseResource);
  const found = Object.entries(fieldsOf(modules))
    .filter(([type]) => type.startsWith('jira:'))
    .flatMap(([type, items]) => listOf(items).map((item) => parseModule(type, item, resources)));
  const { scopes } = fieldsOf(permissions);
  return {
    modules: found.filter((module) => module !== undefined),
    resources,
    scopes: (Array.isArray(scopes) ? scopes : Object.keys(fieldsOf(scopes))).map(String),
    permissions: fieldsOf(permissions),
  };
};
