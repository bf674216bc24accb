import { view } from '@forge/bridge';
import { useCallback, useEffect, useState } from 'react';

type History = Awaited<ReturnType<typeof view.createHistory>>;
export type Address = Readonly<Record<string, string>>;

const parseAddress = (search: string): Address => Object.fromEntries(new URLSearchParams(search));

/**
 * What people share, kept in the page's address (`?program=...&period=...`): reading it, and changing some of it.
 * An empty string removes a member. Where the platform has no history (issue panels), it is kept in memory.
 */
export const useAddress = (): { address: Address | undefined; change: (members: Address) => void } => {
  const [history, setHistory] = useState<History>();
  const [address, setAddress] = useState<Address>();

  useEffect(() => {
    let stop = (): void => undefined;
    let isGone = false;
    view.createHistory().then(
      (created) => {
        if (isGone) return;
        setHistory(created);
        setAddress(parseAddress(created.location.search));
        stop = created.listen((location) => setAddress(parseAddress(location.search)));
      },
      () => setAddress({}),
    );
    return () => {
      isGone = true;
      stop();
    };
  }, []);

  const change = useCallback(
    (members: Address) => {
      const next = Object.fromEntries(Object.entries({ ...address, ...members }).filter(([, value]) => value !== ''));
      setAddress(next);
      if (history === undefined) return;
      const search = new URLSearchParams(next).toString();
      history.push(`${history.location.pathname}${search === '' ? '' : `?${search}`}`);
    },
    [address, history],
  );
  return { address, change };
};
