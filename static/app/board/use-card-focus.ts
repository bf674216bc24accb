import { useCallback, useEffect, useRef, useState, type FocusEvent, type KeyboardEvent, type RefObject } from 'react';
import type { RowLayout } from './board-layout.ts';
import { directionOf, firstStop, nextCard, rowOfCard } from './card-focus.ts';

export interface CardFocus {
  /** The one stop of the grid that Tab reaches. */
  readonly tabStop: string | undefined;
  /** The row of that stop, or -1: it has to be drawn wherever one has scrolled to. */
  readonly focusRow: number;
  readonly onCardKey: (event: KeyboardEvent<HTMLButtonElement>) => void;
  readonly onFocus: (event: FocusEvent) => void;
}

/** `linked` is the card that the address names. One stop of the grid takes Tab; arrows, Home and End move from there, also to rows that are not drawn yet. */
export const useCardFocus = (
  rows: readonly RowLayout[],
  scroller: RefObject<HTMLDivElement | null>,
  linked: string | undefined,
): CardFocus => {
  const [focused, setFocused] = useState(linked);
  const isShown = useRef(linked === undefined);
  useEffect(() => {
    // A link to a card brings it into sight, once, and leaves focus where it is.
    if (isShown.current || linked === undefined) return;
    const card = scroller.current?.querySelector(`[data-card="${CSS.escape(linked)}"]`);
    if (card === null || card === undefined) return;
    isShown.current = true;
    card.scrollIntoView({ block: 'center', inline: 'center' });
  });
  const wanted = useRef<string>();
  useEffect(() => {
    if (wanted.current === undefined) return;
    const card = scroller.current?.querySelector<HTMLElement>(`[data-card="${CSS.escape(wanted.current)}"]`);
    if (card === null || card === undefined) return;
    wanted.current = undefined;
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });
  const onCardKey = useCallback(
    (event: KeyboardEvent<HTMLButtonElement>): void => {
      const direction = directionOf(event);
      const from = event.currentTarget.dataset['card'];
      if (direction === undefined || from === undefined) return;
      event.preventDefault();
      const to = nextCard(rows, from, direction);
      wanted.current = to;
      setFocused(to);
    },
    [rows],
  );
  const onFocus = useCallback((event: FocusEvent): void => {
    const card = event.target instanceof HTMLElement ? event.target.dataset['card'] : undefined;
    if (card !== undefined) setFocused(card);
  }, []);
  const isThere = focused !== undefined && rowOfCard(rows, focused) >= 0;
  const tabStop = isThere ? focused : firstStop(rows);
  return {
    tabStop,
    focusRow: tabStop === undefined ? -1 : rowOfCard(rows, tabStop),
    onCardKey,
    onFocus,
  };
};
