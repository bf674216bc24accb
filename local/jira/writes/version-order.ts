import type { Caller } from '../caller.ts';
import type { Version } from '../entities.ts';
import { badRequest, notFound } from '../errors.ts';
import type { Site } from '../site.ts';
import { emitVersion } from './emit-project.ts';
import { findVisibleVersion, versionIdIn } from './versions.ts';
import { beginWrite, type JsonObject } from './write.ts';

const placeIn = (versions: readonly Version[], index: number, body: JsonObject): number => {
  const after = versionIdIn(body['after']);
  const { position } = body;
  if ((after === undefined) === (position === undefined)) throw badRequest("Give either 'after' or 'position'.");
  if (after !== undefined) {
    const target = versions.findIndex((version) => version.id === after);
    if (target < 0) throw notFound(`Could not find version for id '${after}'`);
    return target < index ? target + 1 : target;
  }
  const places: Readonly<Record<string, number>> = {
    First: 0,
    Last: versions.length - 1,
    Earlier: index - 1,
    Later: index + 1,
  };
  const place = places[String(position)];
  if (place === undefined) throw badRequest(`The position '${String(position)}' is not valid.`);
  return Math.min(Math.max(place, 0), versions.length - 1);
};

/** POST version/{id}/move: `after` (a version's address) or `position` (First, Last, Earlier, Later) in the project's order. */
export const moveVersion = (site: Site, caller: Caller, id: string, body: JsonObject): Version => {
  const write = beginWrite(site, caller);
  const version = findVisibleVersion(site, caller, id);
  const ordered = site.store.versionsByProject.of(version.projectId).toSorted((a, b) => a.sequence - b.sequence);
  const index = ordered.findIndex((one) => one.id === id);
  const place = placeIn(ordered, index, body);
  const rest = ordered.filter((one) => one.id !== id);
  const moved = rest.toSpliced(place, 0, version);
  moved.forEach((one, i) => {
    if (one.sequence !== i + 1) site.store.versions.put({ ...one, sequence: i + 1 });
  });
  const saved = site.store.versions.get(id) ?? version;
  emitVersion(write, 'moved', saved);
  return saved;
};
