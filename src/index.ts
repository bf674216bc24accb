import Resolver from '@forge/resolver';

export const resolver: unknown = new Resolver().getDefinitions();
