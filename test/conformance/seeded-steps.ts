import type { createAgileClient, createCloudClient } from 'jira.js';

/** The clients of one person. */
export interface Person {
  readonly cloud: ReturnType<typeof createCloudClient>;
  readonly agile: ReturnType<typeof createAgileClient>;
}

/** Every issue that a person may see, with all fields and expansions. */
const readIssues = async ({ cloud }: Person): Promise<void> => {
  let token: string | undefined;
  do {
    const page = await cloud.issueSearch.searchAndReconsileIssuesUsingJql({
      jql: 'created is not EMPTY ORDER BY key',
      fields: ['*all'],
      maxResults: 100,
      expand: 'changelog,transitions,operations,renderedFields',
      ...(token === undefined ? {} : { nextPageToken: token }),
    });
    token = page.nextPageToken ?? undefined;
  } while (token !== undefined);
};

/** Every board that a person may see, with its parts, its lists, and the lists of its sprints. */
const readBoards = async ({ agile }: Person): Promise<void> => {
  const { values = [] } = await agile.board.getAllBoards({});
  for (const { id = 0, type } of values) {
    const list = { boardId: id, maxResults: 500 };
    await agile.board.getConfiguration({ boardId: id });
    await agile.board.getProjects({ boardId: id });
    await agile.board.getEpics({ boardId: id });
    await agile.board.getAllVersions({ boardId: id });
    await agile.board.getIssuesForBoard(list);
    await agile.board.getIssuesForBacklog(list);
    if (type === 'kanban') continue;
    const sprints = await agile.board.getAllSprints({ boardId: id });
    for (const { id: sprintId = 0 } of sprints.values ?? []) {
      await agile.sprint.getIssuesForSprint({ sprintId, maxResults: 500 });
    }
  }
};

const readProjects = async ({ cloud }: Person): Promise<void> => {
  const { values = [] } = await cloud.projects.searchProjects({ expand: 'description,lead,issueTypes' });
  for (const { key = '' } of values) {
    await cloud.projects.getProject({ projectIdOrKey: key });
    await cloud.projects.getAllStatuses({ projectIdOrKey: key });
    await cloud.projectVersions.getProjectVersions({ projectIdOrKey: key });
    await cloud.projectComponents.getProjectComponents({ projectIdOrKey: key });
  }
};

/** What is read of the seeded site as several people: data in every state that the seeds know. */
export const seededSteps: readonly (readonly [string, (person: Person) => Promise<void>])[] = [
  ['all issues', readIssues],
  ['all boards', readBoards],
  ['all projects', readProjects],
];
