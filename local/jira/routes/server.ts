import { ok, type Operation } from '../operation.ts';
import { zonedTime } from '../wire/time.ts';
import { requireLogin } from './access.ts';

const BUILD_DATE = Date.UTC(2026, 10, 2);

const serverInfo: Operation = {
  method: 'GET',
  path: '/rest/api/3/serverInfo',
  handle: ({ site, now }) => {
    const { baseUrl, title, timeZone } = site.store.settings;
    return ok({
      baseUrl,
      displayUrl: baseUrl,
      version: '1001.0.0-SNAPSHOT',
      versionNumbers: [1001, 0, 0],
      deploymentType: 'Cloud',
      buildNumber: 100_294,
      buildDate: zonedTime(timeZone, BUILD_DATE),
      serverTime: zonedTime(timeZone, now),
      scmInfo: 'interlock-local',
      serverTitle: title,
      defaultLocale: { locale: 'en_US' },
      serverTimeZone: timeZone,
    });
  },
};

const configuration: Operation = {
  method: 'GET',
  path: '/rest/api/3/configuration',
  handle: (call) => {
    requireLogin(call);
    return ok({
      votingEnabled: false,
      watchingEnabled: false,
      unassignedIssuesAllowed: true,
      subTasksEnabled: true,
      issueLinkingEnabled: true,
      timeTrackingEnabled: true,
      attachmentsEnabled: false,
      timeTrackingConfiguration: {
        workingHoursPerDay: 8,
        workingDaysPerWeek: 5,
        timeFormat: 'pretty',
        defaultUnit: 'minute',
      },
    });
  },
};

/** What the site says about itself. */
export const serverOperations: readonly Operation[] = [serverInfo, configuration];
