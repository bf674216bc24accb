import type { IsoDay, Json, Resolution, Sprint, Status, User, Version } from '../../jira/entities.ts';
import type { TeamPlace } from './projects.ts';

/** What of an issue its history tells of. */
export interface State {
  readonly status: Status;
  readonly resolution?: Resolution | undefined;
  readonly assignee?: User | undefined;
  readonly priorityId: string;
  readonly sprints: readonly Sprint[];
  /** Points, or hours where the team estimates in hours. */
  readonly estimate?: number | undefined;
  readonly flagged?: boolean | undefined;
  readonly versions: readonly Version[];
  readonly due?: IsoDay | undefined;
}
export interface Step {
  readonly at: number;
  readonly by: User;
  readonly change: Partial<State>;
  /** Set for a link: the changelog's words, once keys are known. */
  readonly link?: { readonly text: string; readonly key: string };
  /** The issue got its parent, or was moved up the list. */
  readonly note?: 'parent' | 'rank';
}

export type DraftType = 'Theme' | 'Initiative' | 'Epic' | 'Story' | 'Task' | 'Bug' | 'Sub-task';
/** Where work lies in time, for laying dependencies: sprint or due day; absent for the backlog. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** An issue in the making: ids and keys come when all of them are known, in the order of creation. */
export interface Draft {
  readonly type: DraftType;
  /** Absent for the programme's own items. */
  readonly team: TeamPlace | undefined;
  readonly projectId: string;
  readonly summary: string;
  readonly reporter: User;
  readonly initial: State;
  readonly span: Span | undefined;
  /** Larger is further down the list. */
  readonly order: number;
  created: number;
  steps: Step[];
  parent?: Draft;
  startDate?: IsoDay;
  labels: readonly string[];
  componentIds: readonly string[];
  securityLevelId?: string;
  description?: Json;
  id: string;
  key: string;
}

/** The state after the last step. */
export const finalState = (draft: Draft): State => {
  let state = draft.initial;
  for (const step of draft.steps) state = { ...state, ...step.change };
  return state;
};

/**
 * Orders steps and keeps them apart: none before the creation, none from `now` on, each a minute or more after the one
 * before.
 */
export const settleSteps = (created: number, steps: readonly Step[], now: number): Step[] => {
  const sorted = [...steps].sort((a, b) => a.at - b.at);
  let at = created;
  const times = sorted.map((step) => (at = Math.max(at + 60_000, step.at)));
  let limit = now;
  for (let i = times.length - 1; i >= 0; i--) {
    limit = Math.min(limit - 60_000, times[i] ?? limit);
    times[i] = limit;
  }
  return sorted.map((step, i) => ({ ...step, at: times[i] ?? step.at }));
};
