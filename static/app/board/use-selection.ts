import { useCallback, useEffect, useRef, type RefObject } from 'react';
import type { Address } from '../remote/use-address.ts';

interface Selection {
  /** Opens an item's detail, or closes it; stable across renders. */
  readonly select: (itemId: string | undefined) => void;
  /** True after someone asked for a detail, which then takes focus; a link that names an item leaves focus where it is. */
  readonly wantsFocus: RefObject<boolean>;
}

/** The item in the address: focus goes into its detail and, when that closes (by Escape, button or Back), to where it came from. */
export const useSelection = (selected: string | undefined, change: (members: Address) => void): Selection => {
  const wantsFocus = useRef(false);
  const opener = useRef<string>();
  const latest = useRef(change);
  useEffect(() => {
    latest.current = change;
  });
  useEffect(() => {
    if (selected !== undefined) return;
    wantsFocus.current = false;
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (!isLost || opener.current === undefined) return;
    const fallback = '[role="grid"] [tabindex="0"]';
    const target = document.querySelector<HTMLElement>(opener.current) ?? document.querySelector<HTMLElement>(fallback);
    opener.current = undefined;
    target?.focus();
  }, [selected]);
  const select = useCallback((itemId: string | undefined) => {
    if (itemId !== undefined) {
      wantsFocus.current = true;
      opener.current = selectorOf(document.activeElement) ?? opener.current;
    }
    latest.current({ item: itemId ?? '' });
  }, []);
  useEffect(() => {
    if (selected === undefined) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') select(undefined);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [selected, select]);
  return { select, wantsFocus };
};

/** How to find a card or a list's entry again. */
const selectorOf = (element: Element | null): string | undefined => {
  if (!(element instanceof HTMLElement)) return undefined;
  const { card, entry } = element.dataset;
  if (card !== undefined) return `[data-card="${CSS.escape(card)}"]`;
  return entry === undefined ? undefined : `[data-entry="${CSS.escape(entry)}"]`;
};
