import type { IssueLinkType, IssueType, Priority, Resolution, SecurityLevel } from '../entities.ts';
import { iconUrl } from './avatar.ts';
import { type Bean, apiUrl, remember, scopeOf } from './bean.ts';

const AVATAR_BY_NAME: Readonly<Record<string, number>> = { bug: 10303, story: 10315, task: 10318 };

/** The number of a type's picture: Jira's own for its default types, else one by level. */
export const issueTypeAvatarId = (type: IssueType): number => {
  if (type.hierarchyLevel < 0) return 10316;
  if (type.hierarchyLevel > 0) return type.hierarchyLevel === 1 ? 10307 : 10320;
  return AVATAR_BY_NAME[type.name.toLowerCase()] ?? 10300;
};

export const renderIssueType = remember<IssueType>((store, type): Bean => {
  const avatarId = issueTypeAvatarId(type);
  return {
    self: apiUrl(store, `issuetype/${type.id}`),
    id: type.id,
    description: type.description,
    iconUrl: iconUrl(store, 'issuetype', avatarId),
    name: type.name,
    subtask: type.hierarchyLevel < 0,
    avatarId,
    hierarchyLevel: type.hierarchyLevel,
    scope: scopeOf(type.projectId),
  };
});

/** A priority as issues show it. */
export const renderPriority = remember<Priority>((store, priority): Bean => ({
  self: apiUrl(store, `priority/${priority.id}`),
  iconUrl: iconUrl(store, 'priority', Number(priority.id)),
  name: priority.name,
  id: priority.id,
}));

/** A priority as the priority endpoints show it. */
export const renderFullPriority = remember<Priority>((store, priority): Bean => ({
  ...renderPriority(store, priority),
  statusColor: priority.statusColor,
  description: priority.description,
}));

export const renderResolution = remember<Resolution>((store, resolution): Bean => ({
  self: apiUrl(store, `resolution/${resolution.id}`),
  id: resolution.id,
  description: resolution.description,
  name: resolution.name,
}));

export const renderLinkType = remember<IssueLinkType>((store, type): Bean => ({
  id: type.id,
  name: type.name,
  inward: type.inward,
  outward: type.outward,
  self: apiUrl(store, `issueLinkType/${type.id}`),
}));

/** A security level as issues and `GET securitylevel` show it. */
export const renderSecurityLevel = remember<SecurityLevel>((store, level): Bean => ({
  self: apiUrl(store, `securitylevel/${level.id}`),
  id: level.id,
  description: level.description,
  name: level.name,
}));
