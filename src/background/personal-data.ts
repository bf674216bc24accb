import { reportPersonalData } from '../privacy/report.ts';

/** Daily: the personal-data report, once in its cycle of a week. A throw is not retried by the platform: the next day is. */
export const personalData = async (): Promise<void> => {
  await reportPersonalData(Date.now());
};
