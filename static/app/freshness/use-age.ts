import { useEffect, useState } from 'react';
import { untilOtherWords } from './age-words.ts';

/** How old something was, and when (epoch ms of this page's clock): a server's clock and a browser's need not agree. */
export interface AgeAtReceipt {
  readonly ageMs: number;
  readonly receivedAt: number;
}

/** Its age now, in milliseconds; drawn again whenever that reads otherwise. */
export const useAge = ({ ageMs, receivedAt }: AgeAtReceipt): number => {
  const [now, setNow] = useState(Date.now);
  const age = ageMs + Math.max(0, now - receivedAt);
  useEffect(() => {
    const timer = setTimeout(() => setNow(Date.now()), untilOtherWords(age));
    return () => clearTimeout(timer);
  }, [age]);
  return age;
};
