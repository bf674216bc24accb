import { made } from './step.ts';
import type { Step } from './step.ts';

const EVERYTHING = 'renderedFields,names,schema,transitions,operations,editmeta,changelog';
const text = (words: string) => ({
  type: 'doc' as const,
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }],
});

/** Issues: created, changed, read in every way, commented, linked, given properties, deleted. */
export const issueSteps: readonly Step[] = [
  [
    'POST /rest/api/3/issue',
    async ({ cloud, ids }) => {
      const issue = await cloud.issues.createIssue({
        fields: {
          project: { key: ids.project },
          issuetype: { id: ids.storyType },
          summary: 'Refunds',
          description: text('Money back'),
          labels: ['q4'],
          assignee: { id: ids.ann },
          duedate: '2026-12-24',
          parent: { key: ids.epic },
        },
      });
      ids.made['issue'] = issue.key;
    },
  ],
  [
    'POST /rest/api/3/issue/bulk',
    async ({ cloud, ids }) => {
      const fields = { project: { key: ids.project }, issuetype: { id: ids.storyType } };
      await cloud.issues.createIssues({
        issueUpdates: [{ fields: { ...fields, summary: 'First' } }, { fields: { ...fields, summary: 'Second' } }],
      });
    },
  ],
  [
    'PUT /rest/api/3/issue/{issueIdOrKey}',
    async (bench) => {
      const issueIdOrKey = made(bench, 'issue');
      await bench.cloud.issues.editIssue({
        issueIdOrKey,
        fields: { summary: 'Refunds by card', priority: { id: '2' } },
      });
      await bench.cloud.issues.editIssue({ issueIdOrKey, update: { labels: [{ add: 'cards' }] } });
    },
  ],
  [
    'GET /rest/api/3/issue/{issueIdOrKey}/transitions',
    async (bench) => {
      const issueIdOrKey = made(bench, 'issue');
      const { transitions = [] } = await bench.cloud.issues.getTransitions({
        issueIdOrKey,
        expand: 'transitions.fields',
      });
      bench.ids.made['transition'] = transitions.at(-1)?.id ?? '';
    },
  ],
  [
    'POST /rest/api/3/issue/{issueIdOrKey}/transitions',
    (bench) =>
      bench.cloud.issues.doTransition({
        issueIdOrKey: made(bench, 'issue'),
        transition: { id: made(bench, 'transition') },
      }),
  ],
  [
    'POST /rest/api/3/issue/{issueIdOrKey}/comment',
    (bench) => bench.cloud.issueComments.addComment({ issueIdOrKey: made(bench, 'issue'), body: text('Done so far') }),
  ],
  [
    'GET /rest/api/3/issue/{issueIdOrKey}/comment',
    async (bench) => {
      await bench.cloud.issueComments.getComments({ issueIdOrKey: made(bench, 'issue'), expand: 'renderedBody' });
      await bench.cloud.issueComments.getComments({ issueIdOrKey: bench.ids.story });
    },
  ],
  [
    'POST /rest/api/3/issue/{issueIdOrKey}/remotelink',
    (bench) =>
      bench.cloud.issueRemoteLinks.createOrUpdateRemoteIssueLink({
        issueIdOrKey: bench.ids.story,
        globalId: 'system=https://example.com&id=1',
        relationship: 'documented by',
        application: { type: 'com.example', name: 'Example' },
        object: { url: 'https://example.com/1', title: 'Notes', summary: 'Of the meeting' },
      }),
  ],
  [
    'GET /rest/api/3/issue/{issueIdOrKey}/remotelink',
    ({ cloud, ids }) => cloud.issueRemoteLinks.getRemoteIssueLinks({ issueIdOrKey: ids.story }),
  ],
  [
    'POST /rest/api/3/issue/{issueIdOrKey}/notify',
    ({ cloud, ids }) =>
      cloud.issues.notify({ issueIdOrKey: ids.story, subject: 'Look', textBody: 'Here', to: { reporter: true } }),
  ],
  ['GET /rest/api/3/issueLinkType', ({ cloud }) => cloud.issueLinkTypes.getIssueLinkTypes()],
  [
    'POST /rest/api/3/issueLink',
    async (bench) => {
      const { cloud, ids } = bench;
      await cloud.issueLinks.linkIssues({
        type: { name: 'Blocks' },
        inwardIssue: { key: made(bench, 'issue') },
        outwardIssue: { key: ids.other },
      });
      const issue = await cloud.issues.getIssue({ issueIdOrKey: made(bench, 'issue'), fields: ['issuelinks'] });
      const [link] = (issue.fields?.['issuelinks'] ?? []) as { id: string }[];
      ids.made['link'] = link?.id ?? '';
    },
  ],
  [
    'GET /rest/api/3/issueLink/{linkId}',
    (bench) => bench.cloud.issueLinks.getIssueLink({ linkId: made(bench, 'link') }),
  ],
  [
    'DELETE /rest/api/3/issueLink/{linkId}',
    (bench) => bench.cloud.issueLinks.deleteIssueLink({ linkId: made(bench, 'link') }),
  ],
  [
    'GET /rest/api/3/issue/{issueIdOrKey}',
    async (bench) => {
      const { cloud, ids } = bench;
      for (const issueIdOrKey of [ids.story, ids.epic, ids.subtask, ids.secret, ids.other, made(bench, 'issue')]) {
        await cloud.issues.getIssue({ issueIdOrKey, fields: ['*all'], expand: EVERYTHING, properties: ['*all'] });
      }
    },
  ],
  [
    'POST /rest/api/3/issue/bulkfetch',
    ({ cloud, ids }) =>
      cloud.issues.bulkFetchIssues({
        issueIdsOrKeys: [ids.story, ids.epic, 'NONE-1'],
        fields: ['summary', 'status', 'issuelinks', 'parent', 'assignee'],
        expand: ['names', 'schema', 'changelog'],
        properties: ['estimate'],
      }),
  ],
  [
    'GET /rest/api/3/issue/{issueIdOrKey}/changelog',
    (bench) => bench.cloud.issues.getChangeLogs({ issueIdOrKey: made(bench, 'issue') }),
  ],
  [
    'POST /rest/api/3/changelog/bulkfetch',
    (bench) => bench.cloud.issues.getBulkChangelogs({ issueIdsOrKeys: [made(bench, 'issue'), bench.ids.story] }),
  ],
];

/** Issue properties, one by one and in bulk, and the end of an issue. */
export const propertySteps: readonly Step[] = [
  [
    'PUT /rest/api/3/issue/{issueIdOrKey}/properties/{propertyKey}',
    ({ cloud, ids }) =>
      cloud.issueProperties.setIssueProperty({
        issueIdOrKey: ids.story,
        propertyKey: 'interlock.plan',
        body: { week: 3 },
      }),
  ],
  [
    'GET /rest/api/3/issue/{issueIdOrKey}/properties',
    ({ cloud, ids }) => cloud.issueProperties.getIssuePropertyKeys({ issueIdOrKey: ids.story }),
  ],
  [
    'GET /rest/api/3/issue/{issueIdOrKey}/properties/{propertyKey}',
    ({ cloud, ids }) =>
      cloud.issueProperties.getIssueProperty({ issueIdOrKey: ids.story, propertyKey: 'interlock.plan' }),
  ],
  [
    'DELETE /rest/api/3/issue/{issueIdOrKey}/properties/{propertyKey}',
    ({ cloud, ids }) =>
      cloud.issueProperties.deleteIssueProperty({ issueIdOrKey: ids.story, propertyKey: 'interlock.plan' }),
  ],
  [
    'POST /rest/api/3/issue/properties',
    async ({ cloud, ids }) => {
      const { id } = await cloud.issues.getIssue({ issueIdOrKey: ids.story, fields: ['summary'] });
      ids.made['storyId'] = id ?? '';
      await cloud.issueProperties.bulkSetIssuesPropertiesList({
        entitiesIds: [Number(id)],
        properties: { plan: { week: 4 } },
      });
    },
  ],
  [
    'POST /rest/api/3/issue/properties/multi',
    (bench) =>
      bench.cloud.issueProperties.bulkSetIssuePropertiesByIssue({
        issues: [{ issueID: Number(made(bench, 'storyId')), properties: { plan: { week: 5 } } }],
      }),
  ],
  [
    'PUT /rest/api/3/issue/properties/{propertyKey}',
    (bench) =>
      bench.cloud.issueProperties.bulkSetIssueProperty({
        propertyKey: 'plan',
        value: { week: 6 },
        filter: { entityIds: [Number(made(bench, 'storyId'))] },
      }),
  ],
  [
    'DELETE /rest/api/3/issue/properties/{propertyKey}',
    (bench) =>
      bench.cloud.issueProperties.bulkDeleteIssueProperty({
        propertyKey: 'plan',
        entityIds: [Number(made(bench, 'storyId'))],
      }),
  ],
  [
    'DELETE /rest/api/3/issue/{issueIdOrKey}',
    (bench) => bench.cloud.issues.deleteIssue({ issueIdOrKey: made(bench, 'issue'), deleteSubtasks: 'true' }),
  ],
];
