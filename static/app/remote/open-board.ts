import { router } from '@forge/bridge';

/** Opens the board of a program on the app's own page, with an item in focus where one is named. */
export const openBoard = (programId: string, itemId?: string): void => {
  const search = new URLSearchParams({ program: programId, ...(itemId === undefined ? {} : { item: itemId }) });
  void router.navigate({ target: 'module', moduleKey: 'program-page', path: `?${search.toString()}` });
};
