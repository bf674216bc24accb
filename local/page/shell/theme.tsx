import { getThemeHtmlAttrs } from '@atlaskit/tokens/get-theme-html-attrs';
import { setGlobalTheme } from '@atlaskit/tokens/set-global-theme';
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';

export type ColorMode = 'light' | 'dark' | 'auto';
const STORAGE_KEY = 'interlock-colour-mode';
const THEMES = { light: 'light', dark: 'dark', spacing: 'spacing', typography: 'typography', shape: 'shape' } as const;
const SYSTEM_DARK = '(prefers-color-scheme: dark)';

const readMode = (): ColorMode => {
  const stored = window.localStorage.getItem(STORAGE_KEY);
  return stored === 'light' || stored === 'dark' ? stored : 'auto';
};

interface Theme {
  readonly mode: ColorMode;
  readonly setMode: (mode: ColorMode) => void;
  /** What <html> carries now: frames get the same. */
  readonly attributes: Readonly<Record<string, string>>;
}
const ThemeContext = createContext<Theme | undefined>(undefined);

const useSystemIsDark = (): boolean => {
  const [isDark, setDark] = useState(() => window.matchMedia(SYSTEM_DARK).matches);
  useEffect(() => {
    const query = window.matchMedia(SYSTEM_DARK);
    const follow = () => setDark(query.matches);
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);
  return isDark;
};

/** Light or dark, as chosen in the profile menu (kept in this browser) or as the system has it. */
export const ThemeProvider = ({ children }: { readonly children: ReactNode }) => {
  const [mode, setMode] = useState(readMode);
  const systemIsDark = useSystemIsDark();
  const shown = mode === 'auto' ? (systemIsDark ? 'dark' : 'light') : mode;
  const attributes = useMemo(() => getThemeHtmlAttrs({ colorMode: shown, ...THEMES }), [shown]);
  useEffect(() => {
    void setGlobalTheme({ colorMode: shown, ...THEMES });
  }, [shown]);
  const theme = useMemo(() => {
    const choose = (next: ColorMode) => {
      window.localStorage.setItem(STORAGE_KEY, next);
      setMode(next);
    };
    return { mode, setMode: choose, attributes };
  }, [mode, attributes]);
  return <ThemeContext.Provider value={theme}>{children}</ThemeContext.Provider>;
};

export const useTheme = (): Theme => {
  const theme = useContext(ThemeContext);
  if (theme === undefined) throw new Error('useTheme needs a ThemeProvider around it.');
  return theme;
};
export const useThemeAttributes = () => useTheme().attributes;
