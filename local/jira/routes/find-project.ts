import type { Project } from '../entities.ts';
import type { Store } from '../store.ts';

/** The project of that id or key (any case), whoever asks; undefined where there is none. */
export const findProject = (store: Store, idOrKey: string): Project | undefined =>
  store.projects.get(idOrKey) ?? store.projectsByKey.first(idOrKey) ?? store.projectsByKey.first(idOrKey.toUpperCase());
