import { judgeEdit, undoEdit, type Edit, type EditedNow, type EditOutcome } from '../core/edit/edit.ts';
import type { Program } from '../core/program/program.ts';
import { estimateOf } from '../core/rollup/estimate.ts';
import type { Team } from '../core/team/team.ts';
import type { WorkItem } from '../core/work-item/work-item.ts';
import type { JiraClient } from '../jira/client.ts';
import { editItem } from '../jira/edit-item.ts';
import { JiraError } from '../jira/errors.ts';
import { getEstimationField, setEstimation } from '../jira/estimation.ts';
import { TIME_ESTIMATE } from '../jira/fields.ts';
import type { Job } from '../work-index/job.ts';
import { loadSite } from '../work-index/site/load-site.ts';
import { refreshSite } from '../work-index/site/refresh-site.ts';
import { bringIn } from './bring-in.ts';
import { readLive } from './read-live.ts';
import { toTried } from './tried.ts';

export interface EditInput {
  readonly user: JiraClient;
  readonly job: Job;
  readonly program: Program;
  readonly edit: Edit;
  readonly onFailure: (error: unknown) => void;
}

const nowOf = (item: WorkItem, team: Team | undefined): EditedNow => ({
  summary: item.summary,
  estimate: (team === undefined ? undefined : estimateOf(item, team)) ?? null,
});

/** As Jira writes a time: `6h 30m`. */
const timeText = (hours: number): string => {
  const minutes = Math.round(hours * 60);
  return `${Math.floor(minutes / 60)}h ${minutes % 60}m`;
};

type Estimate = NonNullable<Edit['estimate']>;
interface EstimateWrite {
  readonly fieldId: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly text: string;
}
const estimateWrite = ({ wish }: Estimate, { unit }: Team): EstimateWrite | undefined => {
  if (unit.kind === 'count') return undefined;
  const { fieldId } = unit;
  if (unit.kind === 'points') return { fieldId, fields: { [fieldId]: wish }, text: wish === null ? '' : String(wish) };
  // Jira has no way to empty a time.
  const text = timeText(wish ?? 0);
  return fieldId === TIME_ESTIMATE
    ? { fieldId, fields: { timetracking: { originalEstimate: text } }, text }
    : undefined;
};

/** A board of the team that estimates in that field: through it an estimate can be set that stands on no screen. */
const findBoard = async (user: JiraClient, id: string, { team, fieldId }: { team: Team; fieldId: string }) => {
  for (const boardId of team.boardIds) {
    try {
      // One after the other: most teams have one board.
      if ((await getEstimationField(user, { id, boardId })) === fieldId) return boardId;
    } catch (error) {
      if (!(error instanceof JiraError) || error.status >= 500) throw error;
    }
  }
  return undefined;
};

const writeEstimate = async (user: JiraClient, id: string, team: Team, write: EstimateWrite): Promise<void> => {
  try {
    await editItem(user, id, write.fields);
  } catch (error) {
    if (!(error instanceof JiraError) || error.status !== 400) throw error;
    const boardId = await findBoard(user, id, { team, fieldId: write.fieldId });
    if (boardId === undefined) throw error;
    await setEstimation(user, { id, boardId, value: write.text });
  }
};

const changed = (item: WorkItem, now: EditedNow, foreign: readonly (keyof EditedNow)[]): EditOutcome => {
  const words = foreign.map((name) =>
    name === 'summary' ? `it is called "${now.summary}" now` : `its estimate is ${now.estimate ?? 'empty'} now`,
  );
  return {
    kind: 'changed',
    sentence: `${item.key} was changed meanwhile: ${words.join(', ')}. Nothing was overwritten.`,
    now: Object.fromEntries(foreign.map((name) => [name, now[name]])),
  };
};

const refused = (sentence: string): EditOutcome => ({ kind: 'refused', sentence });

/** Writes a summary and an estimate to Jira as the person, as far as they are as the person saw them; see `moveItems`. */
export const editInPlace = async (input: EditInput): Promise<EditOutcome> => {
  const { user, job, program, edit, onFailure } = input;
  const { itemId, summary, estimate } = edit;
  const { fieldIds } = (await loadSite()) ?? (await refreshSite(job.app, job.now));
  const found = (await readLive(user, [itemId], fieldIds)).get(itemId);
  if (found === undefined) return refused('This item is gone, or Jira does not show it to you.');
  const { item } = found;
  const team = program.teams.find(({ id }) => id === estimate?.teamId);
  if (estimate !== undefined && (team === undefined || !team.projectIds.includes(item.projectId))) {
    return refused('This team does not work in the project of the item.');
  }
  const now = nowOf(item, team);
  const { foreign, left } = judgeEdit(edit, now);
  if (foreign.length > 0) {
    await bringIn(job, [itemId], onFailure);
    return changed(item, now, foreign);
  }
  try {
    if (left.includes('estimate') && estimate !== undefined && team !== undefined) {
      const write = estimateWrite(estimate, team);
      if (write === undefined) return refused(`${team.name} counts items: there is no estimate to set.`);
      if (estimate.wish === null && team.unit.kind === 'hours')
        return refused('Jira cannot empty a time estimate: set 0.');
      await writeEstimate(user, itemId, team, write);
    }
    if (left.includes('summary') && summary !== undefined) await editItem(user, itemId, { summary: summary.wish });
  } catch (error) {
    const tried = toTried(error);
    // One of two may have been written.
    await bringIn(job, [itemId], onFailure);
    if (tried.kind !== 'written') return tried;
  }
  if (left.length > 0) await bringIn(job, [itemId], onFailure);
  return { kind: 'saved', undo: undoEdit(edit) };
};
