import { JiraProblem } from '../../../../local/jira/errors.ts';

/** The problem that an act throws; fails where it throws none. */
export const problemOf = (act: () => unknown): JiraProblem => {
  try {
    act();
  } catch (error) {
    if (error instanceof JiraProblem) return error;
    throw error;
  }
  throw new Error('expected a problem');
};
