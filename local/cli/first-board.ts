import type { Host } from '../forge/host.ts';
import { members } from '../forge/storage/requests.ts';

const MODULE = 'admin-page';
const WHY_CHARS = 120;

/** The value of a reply `{ ok: true, value }`; throws what the app refused with. */
const ask = async (
  host: Host,
  accountId: string,
  functionKey: string,
  payload: unknown,
): Promise<Readonly<Record<string, unknown>>> => {
  const outcome = await host.invoke({ moduleKey: MODULE, functionKey, payload, accountId });
  if ('error' in outcome) throw new Error(`${functionKey}: ${outcome.error.message}`);
  const reply = members(outcome.body);
  if (reply['ok'] !== true) throw new Error(`${functionKey}: ${String(members(reply['error'])['message'])}`);
  return members(reply['value']);
};
const listOf = (value: unknown): readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(value) ? value.map(members) : [];

const shorten = (text: string): string => (text.length > WHY_CHARS ? `${text.slice(0, WHY_CHARS)} ...` : text);

/**
 * Sets up the first boards as an administrator would by clicking: saves what `program.propose` proposes, where nothing is
 * saved yet. Gives a line on each program that is there afterwards.
 */
export const setUpFirstBoard = async (host: Host, adminId: string): Promise<readonly string[]> => {
  const known = await ask(host, adminId, 'program.list', {});
  const lines: string[] = [];
  if (listOf(known['programs']).length === 0) {
    const { proposals } = await ask(host, adminId, 'program.propose', {});
    for (const { draft, because } of listOf(proposals)) {
      const { name, teams } = members(draft);
      try {
        await ask(host, adminId, 'program.save', { draft, baseVersion: 0 });
        lines.push(`${String(name)}: ${listOf(teams).length} teams. ${shorten(String(because))}`);
      } catch (error) {
        lines.push(`${String(name)}: not saved (${error instanceof Error ? error.message : String(error)})`);
      }
    }
    return lines.length > 0 ? lines : ['Interlock found nothing to make a program of.'];
  }
  return listOf(known['programs']).map(({ name, teams }) => `${String(name)}: ${String(teams)} teams`);
};
