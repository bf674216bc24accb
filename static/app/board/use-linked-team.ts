import { useEffect } from 'react';
import type { Address } from '../remote/use-address.ts';
import type { HeldBoard } from '../remote/held-board.ts';

/** Whoever came by a link to an item that a cut board left out is led to its team, where it is; a lens or team of the link counts more. */
export const useLinkedTeam = (
  { board, cut }: HeldBoard,
  { item, lens, team }: Address,
  change: (members: Address) => void,
): void => {
  const teamId = cut?.whole.itemTeamId;
  const isFree = item !== undefined && lens === undefined && team === undefined;
  const isLeftOut = isFree && !board.items.some(({ id }) => id === item);
  useEffect(() => {
    if (isLeftOut && teamId !== undefined) change({ lens: 'close', team: teamId });
  }, [isLeftOut, teamId, change]);
};
