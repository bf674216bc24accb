import { view } from '@forge/bridge';
import { useQuery } from '@tanstack/react-query';

/** Where Jira shows this surface: the project and the issue, where there are any. Never trusted: resolvers check for themselves. */
export interface JiraContext {
  readonly projectId?: string;
  readonly issueId?: string;
  readonly issueKey?: string;
}

/** The surface's place in Jira; undefined until the platform has told. */
export const useJiraContext = (): JiraContext | undefined =>
  useQuery({
    queryKey: ['context'],
    staleTime: Infinity,
    queryFn: async () => {
      const { extension } = await view.getContext();
      return parseContext(extension);
    },
  }).data;

const parseContext = (extension: Readonly<Record<string, unknown>>): JiraContext => {
  const project = memberOf(extension['project'], 'id');
  const issueId = memberOf(extension['issue'], 'id');
  const issueKey = memberOf(extension['issue'], 'key');
  return {
    ...(project === undefined ? {} : { projectId: project }),
    ...(issueId === undefined ? {} : { issueId }),
    ...(issueKey === undefined ? {} : { issueKey }),
  };
};

const memberOf = (value: unknown, name: string): string | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  // Parsing what the platform sent: the member is checked before it is used.
  const member = (value as Record<string, unknown>)[name];
  return typeof member === 'string' || typeof member === 'number' ? String(member) : undefined;
};
