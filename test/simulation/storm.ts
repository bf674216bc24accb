import type { Edit } from './edits.ts';
import { drawEdit } from './edits.ts';
import type { Chance } from './chance.ts';
import type { Past } from './past.ts';
import { PEOPLE } from './draw-site.ts';
import { PlatformFailure, type World } from './world.ts';

const MINUTE_MS = 60_000;

/** What went on, so that a run which did nothing does not count as one. */
export interface Weather {
  edits: number;
  refused: number;
  kills: number;
  faults: number;
  loads: number;
  schedules: number;
}

export const calmWeather = (): Weather => ({ edits: 0, refused: 0, kills: 0, faults: 0, loads: 0, schedules: 0 });

const JIRA_FAULTS = [
  { status: 429, headers: { 'Retry-After': '2', 'RateLimit-Reason': 'jira-burst-based' } },
  { status: 429, headers: { 'Retry-After': '600', 'RateLimit-Reason': 'jira-quota-global-based' } },
  { status: 503 },
  { status: 502 },
  { status: 400 },
  { status: 401 },
  { drop: 'before' },
  { drop: 'after' },
  { delayMs: 40_000 },
  { delayMs: 400_000 },
] as const;
const PATHS = ['*', '*', '*/bulkfetch', '*/search/*', '*/jql/match', '/rest/agile/*', '*/permissions/*'] as const;

const STORAGE_FAULTS = [
  { status: 429, code: 'TOO_MANY_REQUESTS' },
  { status: 500, code: 'INTERNAL_ERROR' },
  { status: 409, code: 'CONFLICT' },
] as const;

/** Scripts some of the platform's and Jira's faults. */
export const brew = ({ host, jira }: World, chance: Chance, weather: Weather): void => {
  const { faults } = host;
  const { upTo, isLucky, one } = chance;
  faults.deliver({
    eventLatenessMs: one([0, 5_000, 3 * MINUTE_MS]),
    eventDuplicates: one([0, 0.3]),
    eventLosses: one([0, 0.2, 0.6]),
    queueDuplicates: one([0, 0.3]),
  });
  const consumers = host.manifest.modules.map(({ key, type }) => (/consumer|trigger|Trigger/.test(type) ? key : ''));
  const targets = consumers.filter((key) => key !== '');
  for (let n = upTo(4); n > 0; n -= 1) {
    const moduleKey = chance.pick(targets);
    faults.addKill({
      afterEffect: upTo(9),
      times: 1,
      ...(moduleKey === undefined || isLucky(0.3) ? {} : { moduleKey }),
    });
    weather.kills += 1;
  }
  for (let n = upTo(2); n > 0; n -= 1) {
    jira.faults.add({ path: one(PATHS), times: 1 + upTo(2), ...one(JIRA_FAULTS) });
    weather.faults += 1;
  }
  for (let n = upTo(1); n > 0; n -= 1) {
    faults.addStorage({
      path: one(['*', '/api/v1/transaction', '/api/v1/set']),
      times: 1 + upTo(2),
      ...one(STORAGE_FAULTS),
    });
    weather.faults += 1;
  }
};

const doEdit = async (world: World, edit: Edit, weather: Weather): Promise<void> => {
  weather.edits += 1;
  if (edit.kind === 'setting') edit.change();
  else if ((await world.request('ada', edit.method, edit.path, edit.body)) >= 400) weather.refused += 1;
};

/** Somebody changes something in Jira, in between whatever else goes on. */
export const editSomething = (world: World, chance: Chance, weather: Weather, past?: Past): Promise<void> => {
  const change = async (): Promise<void> => {
    const edit = drawEdit(world.store, chance);
    if (edit === undefined) return;
    await doEdit(world, edit, weather);
    past?.note(world.clock.now());
  };
  return world.stage.act('edit', change, chance.upTo(20_000));
};

/** What a page gets; undefined where the platform cut the invocation off. */
export const askAs = async (world: World, name: string, payload: unknown, who: string): Promise<unknown> => {
  try {
    return await world.invoke(who, name, payload);
  } catch (error) {
    if (
      error instanceof PlatformFailure &&
      (name.startsWith('sim.') || !error.message.startsWith('FUNCTION_UNHANDLED'))
    )
      return undefined;
    throw error;
  }
};

export const somebody = (chance: Chance): string => chance.one(PEOPLE);
