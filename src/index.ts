import { createResolver } from './resolvers/index.ts';

/** The handler that manifest.yml names `index.resolver`. */
export const resolver: unknown = createResolver();

/** The handler that manifest.yml names `index.personalData`. */
export { personalData } from './background/personal-data.ts';
