import { useEffect, useState } from 'react';
import { createRefreshLoop, type Attempt, type LoopEnvironment, type RefreshLoop } from './refresh-loop.ts';

const BROWSER: LoopEnvironment = {
  now: () => Date.now(),
  chance: () => Math.random(),
  isHidden: () => document.hidden,
  wait: (ms, then) => {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
};

/** Calls `ask` behind the first paint and then again while someone looks at the page and `isOn`; gives the loop, to ask right now. */
export const useSchedule = (ask: () => Promise<Attempt>, isOn: boolean): RefreshLoop => {
  const [loop] = useState(() => createRefreshLoop(BROWSER));
  useEffect(() => loop.use(ask));
  useEffect(() => {
    if (!isOn) return undefined;
    loop.start();
    document.addEventListener('visibilitychange', loop.look);
    return () => {
      document.removeEventListener('visibilitychange', loop.look);
      loop.stop();
    };
  }, [isOn, loop]);
  return loop;
};
