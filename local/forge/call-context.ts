import type { Host } from './host.ts';
import { ENVIRONMENT_ID, ENVIRONMENT_TYPE } from './identity.ts';
import type { Installation } from './installation.ts';
import type { InvokeRequest } from './types.ts';

/** The `context` of a resolver call as the platform makes it; the resolver package adds who asks (`@forge/resolver` 2.0.1). */
export const callContext = ({
  host,
  installation,
  request,
  moduleType,
}: {
  host: Host;
  installation: Installation;
  request: InvokeRequest;
  moduleType: string;
}) => ({
  cloudId: installation.cloudId,
  localId:
    request.localId ??
    `ari:cloud:ecosystem::extension/${host.manifest.appId}/${ENVIRONMENT_ID}/static/${request.moduleKey}`,
  environmentId: ENVIRONMENT_ID,
  environmentType: ENVIRONMENT_TYPE,
  moduleKey: request.moduleKey,
  siteUrl: host.baseUrl,
  extension: { type: moduleType, ...request.extension },
});
