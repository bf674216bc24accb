import { useEffect, useState } from 'react';
import { NO_CHANGES, type BoardChanges } from './changed-items.ts';

/** As long as the mark takes to fade (board.css). */
const MARKED_MS = 8_000;

/** What the latest refresh changed, for the moment in which it is told and marked. */
export const useMarks = (changes: BoardChanges): BoardChanges => {
  const [faded, setFaded] = useState(NO_CHANGES);
  useEffect(() => {
    if (changes === NO_CHANGES) return undefined;
    const timer = setTimeout(() => setFaded(changes), MARKED_MS);
    return () => clearTimeout(timer);
  }, [changes]);
  return faded === changes ? NO_CHANGES : changes;
};
