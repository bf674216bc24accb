import { CSPInjectionService, CSPProcessingService } from '@forge/csp';
import { load } from 'cheerio/slim';

const processing = new CSPProcessingService({ info: () => {} }, load);
const injection = new CSPInjectionService();

/**
 * The Content-Security-Policy that Atlassian's CDN sends with an app's page, built by Atlassian's own package from the
 * page's inline scripts and the manifest's permissions. `siteOrigin` stands for the tenant's host. Left out is `report-uri`
 * alone: a local site tells nobody.
 */
export const buildCsp = (html: string, permissions: object, siteOrigin: string): string => {
  const existingCSPDetails = processing.getCspDetails(html, permissions);
  const directives = injection.getInjectableCSP({ existingCSPDetails, microsEnv: 'prod', hostname: siteOrigin });
  return directives.filter((directive) => !directive.startsWith('report-uri')).join('; ');
};
