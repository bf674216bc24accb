import { useQuery } from '@tanstack/react-query';
import { rest } from './rest.ts';

/** `GET /forge/ui/site`. */
export interface SiteBean {
  readonly title: string;
  readonly timeZone: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Epoch ms on the site's own clock, when it was asked. */
  readonly now: number;
  readonly me: string;
  readonly isAdmin: boolean;
  readonly people: readonly Person[];
  readonly tuning: { readonly searchLagMs: number; readonly enforceLimits: boolean };
}
export interface Person {
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
  readonly about?: string;
}
export interface AppModule {
  readonly key: string;
  readonly type: string;
  readonly title: string;
  readonly resource: string;
  readonly entry: string;
  readonly viewportSize?: string;
}
export interface Installation {
  readonly id: string;
  readonly appId: string;
  readonly appName: string;
  readonly environmentId: string;
  readonly environmentType: string;
  readonly modules: readonly AppModule[];
}
/** A module of one installation: what a frame shows. */
export interface PlacedModule {
  readonly installation: Installation;
  readonly module: AppModule;
}

export const useSite = () => useQuery({ queryKey: ['site'], queryFn: () => rest<SiteBean>('/forge/ui/site') });
const useInstallations = () =>
  useQuery({
    queryKey: ['modules'],
    queryFn: () => rest<{ readonly installations: readonly Installation[] }>('/forge/ui/modules'),
    staleTime: Infinity,
  });

/** The app modules of a type, over all installations; undefined while they are not known yet. */
export const useModules = (type: string): readonly PlacedModule[] | undefined => {
  const { data } = useInstallations();
  return data?.installations.flatMap((installation) =>
    installation.modules.filter((module) => module.type === type).map((module) => ({ installation, module })),
  );
};

const appPath = ({ installation }: PlacedModule) => `apps/${installation.appId}/${installation.environmentId}`;
/** Addresses as Jira builds them (Forge's manifest reference, one page a module type). */
export const globalPagePath = (placed: PlacedModule) => `/jira/${appPath(placed)}`;
export const adminPagePath = (placed: PlacedModule) => `/jira/settings/${appPath(placed)}`;
export const projectPagePath = (placed: PlacedModule, key: string) =>
  `/jira/software/projects/${key}/${appPath(placed)}`;
export const projectSettingsPath = (placed: PlacedModule, key: string) =>
  `/jira/software/projects/${key}/settings/${appPath(placed)}`;
export const findPlaced = (modules: readonly PlacedModule[] | undefined, appId?: string, environmentId?: string) =>
  modules?.find(({ installation: i }) => i.appId === appId && i.environmentId === environmentId);
