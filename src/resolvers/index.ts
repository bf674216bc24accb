import Resolver from '@forge/resolver';
import { boardLoad } from './board.ts';
import { defineResolver } from './define-resolver.ts';
import { programList, programSave } from './programs.ts';
import { programPropose } from './propose.ts';

/** Every operation, the same for all pages of the app. */
export const createResolver = (): Resolver => {
  const resolver = new Resolver();
  defineResolver(resolver, 'program.propose', programPropose);
  defineResolver(resolver, 'program.save', programSave);
  defineResolver(resolver, 'program.list', programList);
  defineResolver(resolver, 'board.load', boardLoad);
  return resolver;
};
