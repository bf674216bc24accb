import type { Issue, IssueLink } from '../entities.ts';
import type { JqlContext } from './context.ts';
import type { SetField } from './field.ts';
import { unknownIssue, unknownValue } from './problems.ts';

/** `source <outward> destination`: seen from the source a link reads outward, from the destination inward. */
export const linkDirection = (link: IssueLink, issueId: string): 'outward' | 'inward' =>
  link.sourceId === issueId ? 'outward' : 'inward';

/**
 * The directed link types that a text names, as `<type id>:<direction>`: by a description, one way ("is blocked by");
 * a type's name or id, where it is no description too, means both ways.
 */
export const linkTypesNamed = ({ store }: JqlContext, text: string): readonly string[] => {
  const wanted = text.toLowerCase();
  const types = [...store.linkTypes.values()];
  const described = types.flatMap(({ id, outward, inward }) => [
    ...(outward.toLowerCase() === wanted ? [`${id}:outward`] : []),
    ...(inward.toLowerCase() === wanted ? [`${id}:inward`] : []),
  ]);
  if (described.length > 0) return described;
  const named = types.filter(({ id, name }) => name.toLowerCase() === wanted || id === text);
  return named.flatMap(({ id }) => [`${id}:outward`, `${id}:inward`]);
};

const issueLinkType = (context: JqlContext): SetField => ({
  kind: 'set',
  family: 'other',
  values: (issue: Issue) =>
    context.store.linksByIssue.of(issue.id).map((link) => `${link.typeId}:${linkDirection(link, issue.id)}`),
  resolve: (value, fieldName) => {
    const named = linkTypesNamed(context, value);
    if (named.length === 0) throw unknownValue(fieldName, value);
    return named;
  },
});

const otherEnd = (link: IssueLink, issueId: string): string =>
  link.sourceId === issueId ? link.destinationId : link.sourceId;

const issueLink = ({ store, findIssue }: JqlContext): SetField => {
  const linked = (id: string): readonly string[] => store.linksByIssue.of(id).map((link) => otherEnd(link, id));
  return {
    kind: 'set',
    family: 'issue',
    values: (issue) => linked(issue.id),
    resolve: (value, fieldName) => {
      const issue = findIssue(value);
      if (issue === undefined) throw unknownIssue(fieldName, value);
      return [issue.id];
    },
    find: (ids) => ids.flatMap(linked).flatMap((id) => store.issues.get(id) ?? []),
    count: (ids) => ids.reduce((sum, id) => sum + store.linksByIssue.count(id), 0),
  };
};

export const linkFields = { issuelinktype: issueLinkType, worklinktype: issueLinkType, issuelink: issueLink };
