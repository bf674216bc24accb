import { z } from 'zod';
import { MOVES_PER_PIECE, seenFor } from '../core/move/move.ts';
import { day, id, itemId, name } from './atoms.ts';

const sprintId = z.string().regex(/^\d{1,18}$/, 'A sprint is named by its id.');
const rank = z
  .strictObject({ after: z.exactOptional(itemId), before: z.exactOptional(itemId) })
  .refine(({ after, before }) => after !== undefined || before !== undefined, 'Name a neighbour.');
const components = z.array(id).max(200);
const wish = z
  .strictObject({
    sprintId: z.exactOptional(sprintId.nullable()),
    dueDay: z.exactOptional(day.nullable()),
    startDay: z.exactOptional(day.nullable()),
    teamId: z.exactOptional(id),
    teamFieldId: z.exactOptional(id.nullable()),
    componentIds: z.exactOptional(components),
    rank: z.exactOptional(rank),
  })
  .refine((one) => Object.keys(one).length > 0, 'Nothing is wished for.')
  .refine((one) => one.teamId === undefined || (one.teamFieldId ?? one.componentIds) === undefined, 'One team only.');
const seen = z.strictObject({
  sprintIds: z.exactOptional(z.array(id).max(500)),
  dueDay: z.exactOptional(day.nullable()),
  startDay: z.exactOptional(day.nullable()),
  teamFieldId: z.exactOptional(id.nullable()),
  componentIds: z.exactOptional(components),
  rank: z.exactOptional(rank),
});
const move = z
  .strictObject({ itemId, seen, wish })
  .refine((one) => seenFor(one.wish).every((member) => one.seen[member] !== undefined), {
    path: ['seen'],
    message: 'What is to change has to be named as it was seen.',
  })
  .refine(({ itemId: own, wish: { rank: spot } }) => spot?.after !== own && spot?.before !== own, {
    path: ['wish', 'rank'],
    message: 'An item cannot stand beside itself.',
  });
export const moves = z
  .array(move)
  .min(1)
  .max(MOVES_PER_PIECE)
  .refine((list) => new Set(list.map((one) => one.itemId)).size === list.length, 'An item moves once.');
/** Jira's limit for a summary is 255 characters, in one line. */
const summary = z.strictObject({ seen: z.string().max(500), wish: name });
const amount = z.number().min(0).max(1_000_000).nullable();
export const edit = z
  .strictObject({
    itemId,
    summary: z.exactOptional(summary),
    estimate: z.exactOptional(z.strictObject({ teamId: id, seen: amount, wish: amount })),
  })
  .refine((one) => one.summary !== undefined || one.estimate !== undefined, 'Nothing is edited.');
