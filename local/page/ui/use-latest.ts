import { useLayoutEffect, useRef, type MutableRefObject } from 'react';

/** A ref that always holds the last rendered value, for callbacks that outlive a rendering. */
export const useLatest = <T>(value: T): MutableRefObject<T> => {
  const latest = useRef(value);
  useLayoutEffect(() => {
    latest.current = value;
  }, [value]);
  return latest;
};
