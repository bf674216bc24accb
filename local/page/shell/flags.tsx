import Flag, { AutoDismissFlag, FlagGroup, type AppearanceTypes } from '@atlaskit/flag';
import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';
import { useLatest } from '../ui/use-latest.ts';
import { StatusIcon } from '../ui/icons.tsx';

export interface FlagOptions {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  /** `info`, `success`, `warning` or `error`. */
  readonly kind: string;
  readonly isBold?: boolean;
  readonly isAutoDismiss?: boolean;
  readonly actions?: readonly { readonly text: string; readonly onClick: () => void }[];
}
interface Flags {
  readonly show: (flag: FlagOptions) => void;
  /** False where no such flag is shown. */
  readonly close: (id: string) => boolean;
}
const FlagsContext = createContext<Flags | undefined>(undefined);

const appearanceOf = ({ isBold, kind }: FlagOptions): AppearanceTypes => {
  if (isBold !== true) return 'normal';
  return kind === 'success' || kind === 'warning' || kind === 'error' ? kind : 'info';
};

/** Messages at the lower left, the page's own and the apps'. */
export const FlagsProvider = ({ children }: { readonly children: ReactNode }) => {
  const [shown, setShown] = useState<readonly FlagOptions[]>([]);
  const latest = useLatest(shown);
  const flags = useMemo(() => {
    const close = (id: string) => {
      const isShown = latest.current.some((flag) => flag.id === id);
      setShown((all) => all.filter((flag) => flag.id !== id));
      return isShown;
    };
    const show = (flag: FlagOptions) => setShown((all) => [flag, ...all.filter(({ id }) => id !== flag.id)]);
    return { show, close };
  }, [latest]);
  return (
    <FlagsContext.Provider value={flags}>
      {children}
      <FlagGroup onDismissed={(id) => flags.close(String(id))}>
        {shown.map((flag) => {
          const Shape = flag.isAutoDismiss === true ? AutoDismissFlag : Flag;
          return (
            <Shape
              key={flag.id}
              id={flag.id}
              title={flag.title}
              description={flag.description}
              appearance={appearanceOf(flag)}
              icon={<StatusIcon kind={flag.kind} isBold={flag.isBold === true} />}
              actions={(flag.actions ?? []).map(({ text, onClick }) => ({ content: text, onClick: () => onClick() }))}
            />
          );
        })}
      </FlagGroup>
    </FlagsContext.Provider>
  );
};

export const useFlags = (): Flags => {
  const flags = useContext(FlagsContext);
  if (flags === undefined) throw new Error('useFlags needs a FlagsProvider around it.');
  return flags;
};
