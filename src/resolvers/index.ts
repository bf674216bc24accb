import { makeResolver } from '@forge/resolver';
import { boardLoad } from './board.ts';
import { defineResolver } from './define-resolver.ts';
import { itemEdit, itemMove } from './item-writes.ts';
import { itemLoad } from './item.ts';
import { programList, programSave } from './programs.ts';
import { indexRefresh } from './refresh.ts';
import { programPropose } from './propose.ts';
import {
  appPrepareUninstall,
  appStartAgain,
  statusCancel,
  statusLoad,
  statusRebuild,
  statusReconcile,
  statusResume,
} from './status.ts';

/**
 * Every operation, the same for all pages of the app. `makeResolver`, not `new Resolver()`: bundlers disagree on what the
 * default export of a CommonJS package is in an ES module.
 */
export const createResolver = (): unknown =>
  makeResolver({
    'program.propose': defineResolver('program.propose', programPropose),
    'program.save': defineResolver('program.save', programSave),
    'program.list': defineResolver('program.list', programList),
    'board.load': defineResolver('board.load', boardLoad),
    'index.refresh': defineResolver('index.refresh', indexRefresh),
    'item.load': defineResolver('item.load', itemLoad),
    'status.load': defineResolver('status.load', statusLoad),
    'status.reconcile': defineResolver('status.reconcile', statusReconcile),
    'status.rebuild': defineResolver('status.rebuild', statusRebuild),
    'status.cancel': defineResolver('status.cancel', statusCancel),
    'status.resume': defineResolver('status.resume', statusResume),
    'app.prepareUninstall': defineResolver('app.prepareUninstall', appPrepareUninstall),
    'app.startAgain': defineResolver('app.startAgain', appStartAgain),
    'item.move': defineResolver('item.move', itemMove),
    'item.edit': defineResolver('item.edit', itemEdit),
  });
