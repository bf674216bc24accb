import type { Comment, IssueSecurityScheme, Json } from '../../jira/entities.ts';
import { toDocument } from '../issue-adders.ts';
import { APP_ACCOUNT_ID } from '../ids.ts';
import { ROLE_IDS } from '../permission-schemes.ts';
import { beanId } from './catalogue.ts';
import { continueAfter } from './context.ts';
import type { ImportContext } from './context.ts';
import { issueFinder } from './hierarchy.ts';
import type { NormalIssue } from './normalise.ts';
import { accountIdOf } from './people.ts';
import { isRaw, listAt, rawAt, textAt, toInstant } from './raw.ts';
import type { Raw } from './raw.ts';

type Ids = ReadonlyMap<NormalIssue, string>;

/** One end: by key, or by id where the key has changed since. */
interface End {
  readonly key: string;
  readonly id: string | undefined;
}
interface FoundLink {
  readonly id: string | undefined;
  readonly typeId: string;
  readonly source: End;
  readonly destination: End;
}

/** A link as one end shows it: `outwardIssue` is its destination, `inwardIssue` its source. */
const parseLink = (raw: unknown, own: End): FoundLink | undefined => {
  const typeId = beanId(rawAt(raw, 'type'));
  const [outward, inward] = [toEnd(rawAt(raw, 'outwardIssue')), toEnd(rawAt(raw, 'inwardIssue'))];
  if (typeId === undefined) return undefined;
  if (outward !== undefined) return { id: textAt(raw, 'id'), typeId, source: own, destination: outward };
  return inward === undefined ? undefined : { id: textAt(raw, 'id'), typeId, source: inward, destination: own };
};

const toEnd = (raw: Raw | undefined): End | undefined => {
  const key = textAt(raw, 'key') ?? textAt(raw, 'id');
  return key === undefined ? undefined : { key, id: textAt(raw, 'id') };
};

/** Adds each link once, whichever ends show it; a link whose other end is not in the export has no place. */
export const importLinks = (context: ImportContext, ids: Ids): void => {
  const { store, report } = context;
  const find = issueFinder(context.issues);
  const found = new Map<string, FoundLink>();
  for (const issue of ids.keys()) {
    for (const raw of listAt(issue.fields, 'issuelinks')) {
      const link = parseLink(raw, { key: issue.key, id: issue.id });
      if (link === undefined) report.leaveOut('link', 'it has no type or no other end', issue.key);
      else found.set(link.id ?? `${link.typeId}/${link.source.key}/${link.destination.key}`, link);
    }
  }
  continueAfter(
    store,
    'link',
    [...found.values()].flatMap((link) => link.id ?? []),
  );
  for (const link of found.values()) {
    const [source, destination] = [link.source, link.destination].map((end) => {
      const issue = find(end.key) ?? find(end.id ?? '');
      return issue && ids.get(issue);
    });
    if (source === undefined || destination === undefined) {
      report.leaveOut('link', 'its other end is not in the export', `${link.source.key} to ${link.destination.key}`);
    } else if (source === destination) {
      report.leaveOut('link', 'it leads from an issue to itself', link.source.key);
    } else {
      store.links.put({
        id: link.id ?? String(store.next('link')),
        typeId: link.typeId,
        sourceId: source,
        destinationId: destination,
      });
    }
  }
  report.count('links', found.size, store.links.size);
};

const toComment = (context: ImportContext, raw: Raw, issueId: string): Comment | undefined => {
  const authorId = accountIdOf(raw.author);
  const created = toInstant(raw.created);
  if (authorId === undefined || created === undefined || raw.body === undefined) return undefined;
  return {
    id: textAt(raw, 'id') ?? String(context.store.next('comment')),
    issueId,
    authorId,
    // A document came out of JSON.parse.
    body: typeof raw.body === 'string' ? toDocument(raw.body) : (raw.body as Json),
    created,
    updated: toInstant(raw.updated) ?? created,
  };
};

/** Adds comments that come with author and text; those that are only counted or dated are reported. */
export const importComments = (context: ImportContext, ids: Ids): void => {
  const { store, report } = context;
  let read = 0;
  for (const [issue, issueId] of ids) {
    const field = rawAt(issue.fields, 'comment');
    const comments = listAt(field, 'comments');
    const total = Math.max(Number(textAt(field, 'total') ?? 0), comments.length, listAt(field, 'created').length);
    read += total;
    let placed = 0;
    for (const raw of comments) {
      const comment = isRaw(raw) ? toComment(context, raw, issueId) : undefined;
      if (comment === undefined) continue;
      store.comments.put(comment);
      placed++;
    }
    if (placed < total)
      report.leaveOut('comment', 'the export has no author or no text of it', issue.key, total - placed);
  }
  report.count('comments', read, store.comments.size);
  continueAfter(
    store,
    'comment',
    [...store.comments.values()].map((each) => each.id),
  );
};

/** Adds a security scheme with the levels that issues are on; who is in them, no export tells. */
export const importSecurity = (context: ImportContext): void => {
  const { store, report } = context;
  const levels = new Map<string, Raw>();
  const projects = new Set<string>();
  for (const { fields } of context.issues) {
    const level = rawAt(fields, 'security');
    const id = beanId(level);
    if (level === undefined || id === undefined) continue;
    levels.set(id, level);
    projects.add(textAt(rawAt(fields, 'project'), 'key') ?? '');
  }
  if (levels.size === 0) return;
  const holders: IssueSecurityScheme['levels'][number]['holders'] = [
    { type: 'reporter' },
    { type: 'assignee' },
    { type: 'projectRole', parameter: ROLE_IDS.administrators },
    { type: 'user', parameter: APP_ACCOUNT_ID },
  ];
  const scheme = store.issueSecuritySchemes.put({
    id: String(store.next('issueSecurityScheme')),
    name: 'Imported security levels',
    description: '',
    levels: [...levels].map(([id, bean]) => ({
      id,
      name: textAt(bean, 'name') ?? id,
      description: textAt(bean, 'description') ?? '',
      holders,
    })),
  });
  for (const key of projects) {
    const project = store.projectsByKey.first(key);
    if (project !== undefined) store.projects.put({ ...project, issueSecuritySchemeId: scheme.id });
  }
  report.infer('members of security levels: reporter, assignee, administrators and the app');
  report.count('security levels', levels.size);
};
