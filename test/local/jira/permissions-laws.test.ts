import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Holder } from '../../../local/jira/entities.ts';
import { canBrowseProject, canSeeIssue, hasPermission, issueFilter } from '../../../local/jira/permissions.ts';
import { putIssue, scheme, writeSite } from './support/write-site.ts';

const PEOPLE = ['lea', 'rob', 'ann', 'bob', 'adm', 'out', undefined] as const;
const holder: fc.Arbitrary<Holder> = fc.oneof(
  fc.constantFrom<Holder>(
    { type: 'anyone' },
    { type: 'applicationRole' },
    { type: 'projectLead' },
    { type: 'reporter' },
    { type: 'assignee' },
    { type: 'group', parameter: 'g-admins' },
    { type: 'projectRole', parameter: 'r1' },
    { type: 'userCustomField', parameter: 'customfield_10102' },
    { type: 'groupCustomField', parameter: 'customfield_10103' },
  ),
  fc.constantFrom('ann', 'bob', 'out').map((parameter): Holder => ({ type: 'user', parameter })),
);
const person = fc.constantFrom('ann', 'bob', 'out', 'lea');
const issueShape = fc.record(
  {
    reporterId: person,
    assigneeId: person,
    securityLevelId: fc.constantFrom('900', '901', '902'),
    custom: fc.record({ customfield_10102: person, customfield_10103: fc.constantFrom('g-users', 'g-admins') }),
  },
  { requiredKeys: ['custom'] },
);
const world = fc.record({
  grants: fc.array(holder, { maxLength: 4 }),
  level: fc.array(holder, { maxLength: 3 }),
  issues: fc.array(issueShape, { minLength: 1, maxLength: 8 }),
});

const build = ({ grants, level, issues }: typeof world extends fc.Arbitrary<infer T> ? T : never) => {
  const { store } = writeSite();
  store.permissionSchemes.put(
    scheme(
      '0',
      grants.map((one) => ['BROWSE_PROJECTS', one]),
    ),
  );
  const security = store.issueSecuritySchemes.get('90');
  if (security === undefined) throw new Error('no scheme');
  const drawn = { id: '902', name: 'Drawn', description: '', holders: level };
  store.issueSecuritySchemes.put({ ...security, levels: [...security.levels, drawn] });
  return { store, issues: issues.map((shape, i) => putIssue(store, `PAY-${i + 1}`, shape)) };
};

test('the fast filter and the check of one issue agree, whatever is granted', () => {
  fc.assert(
    fc.property(world, fc.constantFrom(...PEOPLE), (drawn, who) => {
      const { store, issues } = build(drawn);
      const filter = issueFilter(store, who);
      for (const issue of issues) expect(filter(issue)).toBe(canSeeIssue(store, who, issue));
    }),
  );
});

test('who sees an issue may browse its project, and a security level only ever hides', () => {
  fc.assert(
    fc.property(world, fc.constantFrom(...PEOPLE), (drawn, who) => {
      const { store, issues } = build(drawn);
      const project = store.projects.get('100');
      if (project === undefined) throw new Error('no project');
      for (const issue of issues) {
        if (!canSeeIssue(store, who, issue)) continue;
        expect(canBrowseProject(store, who, project)).toBe(true);
        const { securityLevelId: _level, ...open } = issue;
        expect(hasPermission(store, who, 'BROWSE_PROJECTS', { project, issue: open })).toBe(true);
      }
    }),
  );
});

test('another grant never takes anything away', () => {
  fc.assert(
    fc.property(world, holder, fc.constantFrom(...PEOPLE), (drawn, more, who) => {
      const { store, issues } = build(drawn);
      const before = issues.filter(issueFilter(store, who)).map((issue) => issue.id);
      store.permissionSchemes.put(
        scheme(
          '0',
          [...drawn.grants, more].map((one) => ['BROWSE_PROJECTS', one]),
        ),
      );
      const after = issues.filter(issueFilter(store, who)).map((issue) => issue.id);
      expect(after).toEqual(expect.arrayContaining(before));
    }),
  );
});
