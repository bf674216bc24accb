import { useEffect, useState } from 'react';
import { METRICS } from './board-layout.ts';

/**
 * Whether the lists stand beside the board: as someone chose, else where the window has room for them and for a whole period of
 * `timelineWidth` pixels.
 */
export const useSide = (
  timelineWidth: number,
): { readonly isOpen: boolean; readonly setOpen: (is: boolean) => void } => {
  const [chosen, setOpen] = useState<boolean>();
  const [width, setWidth] = useState(window.innerWidth);
  useEffect(() => {
    const onResize = (): void => setWidth(window.innerWidth);
    window.addEventListener('resize', onResize);
    return () => window.removeEventListener('resize', onResize);
  }, []);
  const hasRoom = width >= METRICS.headWidth + timelineWidth + METRICS.sideWidth;
  return { isOpen: chosen ?? hasRoom, setOpen };
};
