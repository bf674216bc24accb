import type { EpochMs } from '../../core/ids.ts';
import type { JiraClient } from '../../jira/client.ts';
import { VersionConflictError } from '../../storage/errors.ts';
import { readPrograms } from '../../storage/programs.ts';
import { readTexts } from '../../storage/values.ts';
import { SnapshotGoneError } from '../store/texts.ts';
import { lookedAtOf, mergeSite, type TimedSite } from './merge-site.ts';
import { readFromJira, type SiteScope } from './read-site.ts';
import type { SiteFacts } from './site-facts.ts';
import { readSiteHead, type SiteHead } from '../../storage/site.ts';
import { keysOf, writeSite } from './write-site.ts';
import { fromTexts, toTexts } from './site-texts.ts';

/** Each lost round is one that another writer won. */
const MAX_ROUNDS = 8;

interface Stored {
  readonly version: number;
  readonly head?: SiteHead;
  readonly texts: ReadonlyMap<string, string>;
  readonly site?: TimedSite;
}

const readStored = async (): Promise<Stored> => {
  const { version, head } = await readSiteHead();
  if (head === undefined) return { version, texts: new Map() };
  const texts = await readTexts(keysOf(head));
  const [base, recent, ...old] = keysOf(head).map((key) => {
    const text = texts.get(key);
    if (text === undefined) throw new SnapshotGoneError(key);
    return text;
  });
  const facts = fromTexts(base ?? '', [...old, recent ?? ''], head.readAt);
  const { readAt, boards, projects } = head;
  return { version, head, texts, site: { facts, times: { readAt, boards, projects } } };
};

/**
 * Reads of the site, as the app, what `scope` names (absent, or nothing known yet: all of it) and stores what differs; gives the facts as they are now, old
 * sprints included. Only boards and projects that programs name are kept. `now` is when the reading begins: of two writers the
 * later reading of each board, project and list stays, whoever writes first; while the app is stopped nothing is stored. Throws the
 * errors of the Jira door, having written nothing.
 */
export const refreshSite = async (app: JiraClient, now: EpochMs, scope: SiteScope = {}): Promise<SiteFacts> => {
  let stored = await readStored();
  // After what is stored: nothing in there belongs to a program that is not known here.
  let { programs, isStopped } = await readPrograms();
  const wanted = stored.site !== undefined || scope.leavesNew === true ? scope : {};
  const lookedAt = lookedAtOf(stored.site?.times);
  const reading = await readFromJira({ app, programs, at: now, known: stored.site?.facts, lookedAt }, wanted);
  for (let round = 1; ; round += 1) {
    const { facts, times } = mergeSite(stored.site, reading, programs);
    const { version, head, texts: known } = stored;
    // Who stops the app empties the head in the same transaction: what was read before finds another version.
    if (isStopped) return facts;
    try {
      await writeSite({ version, head, known, texts: toTexts(facts, now), times, now });
      return facts;
    } catch (error) {
      if (!(error instanceof VersionConflictError) || round >= MAX_ROUNDS) throw error;
      stored = await readStored();
      ({ programs, isStopped } = await readPrograms());
    }
  }
};
