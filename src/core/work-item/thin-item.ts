import type { EpochMs, FieldId, ProjectId, SprintId, WorkItemId } from '../ids.ts';
import type { Category, WorkItem } from './work-item.ts';

/** What rollups, teams and counts need of an item that is not shown: usually one that was done before the period. */
export interface ThinItem {
  readonly id: WorkItemId;
  readonly projectId: ProjectId;
  readonly parentId?: WorkItemId;
  /** Jira's hierarchy level. */
  readonly level: number;
  readonly category: Category;
  readonly sprintIds: readonly SprintId[];
  readonly estimates: Readonly<Record<FieldId, number>>;
  /** When it was done, where it is. */
  readonly doneAt?: EpochMs;
}

/** For computing with, never for showing: what a thin item does not tell is empty. */
export const asWorkItem = ({ level, category, doneAt, ...thin }: ThinItem): WorkItem => ({
  ...thin,
  key: '',
  summary: '',
  type: { id: '', name: '', level },
  status: { id: '', name: '', category },
  flagged: false,
  created: 0,
  updated: 0,
  ...(doneAt === undefined ? {} : { resolved: doneAt }),
  fixVersions: [],
  labels: [],
  componentIds: [],
  links: [],
});
