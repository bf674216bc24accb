import { isEmpty, isRaw } from './raw.ts';
import type { Raw } from './raw.ts';

/** Addresses and pictures: nothing that a site of our own needs, and most of an export's size. */
const HEAVY = new Set(['avatarUrls', 'iconUrl', 'avatarId']);

const withoutHeavy = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutHeavy);
  if (!isRaw(value) || ![...HEAVY].some((name) => name in value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => !HEAVY.has(name)));
};

/** Another issue as its id and key: exports repeat half of it in every link. */
const toReference = (value: unknown): unknown => (isRaw(value) ? { id: value.id, key: value.key } : value);

const slimLink = (link: unknown): unknown => {
  if (!isRaw(link)) return link;
  const slim: Record<string, unknown> = { id: link.id, type: link.type };
  for (const end of ['inwardIssue', 'outwardIssue']) if (isRaw(link[end])) slim[end] = toReference(link[end]);
  return slim;
};

const slimField = (name: string, value: unknown): unknown => {
  const label = name.toLowerCase();
  if ((label === 'issuelinks' || label === 'linked issues') && Array.isArray(value)) return value.map(slimLink);
  if ((label === 'subtasks' || label === 'sub-tasks') && Array.isArray(value)) return value.map(toReference);
  return label === 'parent' ? toReference(value) : withoutHeavy(value);
};

/** An issue without empty fields, pictures and copies of other issues: a tenth of its size, nothing of its content. */
export const slimIssue = (issue: Raw): Raw => {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(isRaw(issue.fields) ? issue.fields : {})) {
    if (!isEmpty(value)) fields[name] = slimField(name, value);
  }
  return { ...issue, fields };
};
