import type { ReactNode } from 'react';
import type { Status } from '../../../src/core/status/status.ts';
import { bytesWords, countWords, sinceWords, untilWords } from './status-words.ts';

type Fact = readonly [string, string];
const listed = (counts: readonly (readonly [string, number])[]): string =>
  counts.map(([kind, count]) => `${kind} ${count.toLocaleString('en-GB')}`).join(', ');

const eventFacts = ({ events, reconciliation, now }: Status): readonly Fact[] => {
  const run = events.lastRun;
  return [
    ['Events of Jira', events.seen.length === 0 ? 'none yet' : listed(events.seen)],
    ['Missed', `${countWords(reconciliation.missed, 'work item')} changed without an event, found otherwise`],
    [
      'Waiting',
      events.waiting === 0
        ? 'nothing'
        : `${countWords(events.waiting, 'mark')}, the oldest ${sinceWords(events.oldest, now)}`,
    ],
    [
      'Last brought in',
      run === undefined
        ? 'never'
        : `${sinceWords(run.at, now)}: ${countWords(run.items, 'work item')}, ${run.gone} gone, ${countWords(run.points, 'point')}`,
    ],
    ['Errors', events.errors.length === 0 ? 'none' : listed(events.errors)],
  ];
};

const reconciliationFacts = ({ reconciliation, siteReadAt, now }: Status): readonly Fact[] => {
  const { lookedAt, hourAt, dayAt, repaired, lastRun } = reconciliation;
  return [
    ['Looked at changes', sinceWords(lookedAt, now)],
    ['Reconciled', hourAt === undefined ? 'never' : `${sinceWords(hourAt, now)}; thoroughly ${sinceWords(dayAt, now)}`],
    [
      'The last one',
      lastRun === undefined
        ? 'none yet'
        : `repaired ${countWords(lastRun.repaired, 'work item')}, counted ${countWords(lastRun.counted, 'project')}, looked through ${lastRun.drilled}, ${countWords(lastRun.points, 'point')}${lastRun.isCut === true ? '; goes on in the next hour, its points were spent' : ''}`,
    ],
    ['Repaired so far', countWords(repaired, 'work item')],
    ['Lists of the site', `read ${sinceWords(siteReadAt, now)}`],
  ];
};

const quotaFacts = ({ quota, storage, formats, now }: Status): readonly Fact[] => [
  ['Background work', `took up to ${countWords(quota.granted, 'point')} of this hour`],
  [
    'Jira’s limit',
    quota.limit === undefined || quota.remaining === undefined
      ? 'not told yet in this hour'
      : `${quota.remaining.toLocaleString('en-GB')} of ${countWords(quota.limit, 'point')} left`,
  ],
  ['Hour ends', untilWords(quota.resetAt, now)],
  [
    'Pause',
    quota.pausedUntil === undefined ? 'none' : `Jira asked to wait: goes on ${untilWords(quota.pausedUntil, now)}`,
  ],
  ['Storage', `${countWords(storage.values, 'value')}, ${bytesWords(storage.bytes)}`],
  ['Formats', listed(formats)],
];

const selfTestWords = ({ selfTest, now }: Status): string => {
  if (selfTest === undefined)
    return 'not shown yet: until then Jira is asked in two ways, and only what both say is shown';
  if (selfTest.outcome === 'agree') return `both ways of asking agreed, ${sinceWords(selfTest.at, now)}`;
  const { onlyCheck, onlyMatch } = selfTest;
  return `they differed on ${countWords(onlyCheck + onlyMatch, 'work item')}, ${sinceWords(selfTest.at, now)}: Jira’s search is believed`;
};

const privacyFacts = (status: Status): readonly Fact[] => {
  const report = status.personalData;
  return [
    ['Permission check', selfTestWords(status)],
    [
      'Personal data',
      report === undefined
        ? 'not reported yet; within a week'
        : `reported ${sinceWords(report.doneAt, status.now)}: ${countWords(report.reported, 'account')}, ${report.erased} erased`,
    ],
  ];
};

/** The site's own facts, in groups. */
export const SiteFacts = ({ status }: { status: Status }) => (
  <div className="status-groups">
    <Group title="Freshness" facts={eventFacts(status)} />
    <Group title="Reconciliation" facts={reconciliationFacts(status)} />
    <Group title="Limits and storage" facts={quotaFacts(status)} />
    <Group title="Permissions and privacy" facts={privacyFacts(status)} />
  </div>
);

const Group = ({ title, facts }: { title: string; facts: readonly Fact[] }): ReactNode => (
  <section className="status-group">
    <h3>{title}</h3>
    <dl className="detail-facts">
      {facts.map(([fact, value]) => (
        <div key={fact}>
          <dt>{fact}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  </section>
);
