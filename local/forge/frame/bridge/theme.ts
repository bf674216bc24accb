/** Attributes for the frame's <html>, as @atlaskit/tokens writes them on the page around it. */
export type ThemeAttributes = Readonly<Record<string, string>>;

const loadStyles = () =>
  new Promise<void>((resolve, reject) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = '/forge/frame/_/theme.css';
    link.dataset['forgeTheme'] = '';
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => reject(new Error('The theme could not be loaded.')));
    document.head.prepend(link);
  });

/** Puts the page's theme on the frame: the design tokens once, then the colour mode at every change. */
export const applyTheme = async (attributes: unknown): Promise<void> => {
  if (document.querySelector('link[data-forge-theme]') === null) await loadStyles();
  if (typeof attributes !== 'object' || attributes === null) return;
  for (const [name, value] of Object.entries(attributes)) document.documentElement.setAttribute(name, String(value));
};
