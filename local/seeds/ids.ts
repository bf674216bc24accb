/** The account that Interlock itself acts with (`asApp`). */
export const APP_ACCOUNT_ID = '712020:5d0f9c1e-3d59-4b6c-9a55-1f0e7c2b9a10';
export const GROUP_IDS = {
  siteAdmins: '276f955c-63d7-42c8-9520-92d01dca0625',
  jiraUsers: '6e87dc72-4f1f-421f-9382-2fee8b652487',
} as const;
export const DEFAULT_WORKFLOW_ID = '10000';
export const STATUS_IDS = {
  toDo: '10000',
  inProgress: '3',
  inReview: '10001',
  done: '10002',
  backlog: '10003',
  selected: '10004',
} as const;
export const TYPE_IDS = {
  epic: '10000',
  story: '10001',
  task: '10002',
  subtask: '10003',
  bug: '10004',
  initiative: '10005',
  theme: '10006',
} as const;
export const DONE_RESOLUTION_ID = '10000';
