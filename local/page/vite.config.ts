import './feature-flags.ts';
import { getThemeStyles } from '@atlaskit/tokens/get-theme-styles';
import react from '@vitejs/plugin-react';
import { build } from 'esbuild';
import path from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const THEMES = { light: 'light', dark: 'dark', spacing: 'spacing', typography: 'typography', shape: 'shape' } as const;

/** `frame/bridge.js` and `frame/theme.css`: what the host puts into the app's frames. */
const frameFiles = (): Plugin => ({
  name: 'interlock-frame-files',
  apply: 'build',
  async generateBundle() {
    const { outputFiles } = await build({
      entryPoints: [path.resolve(import.meta.dirname, '../forge/frame/bridge/main.ts')],
      bundle: true,
      write: false,
      minify: true,
      format: 'iife',
      target: 'es2022',
    });
    const styles = await getThemeStyles({ colorMode: 'auto', ...THEMES });
    const css = styles.map((style) => style.css).join('\n');
    this.emitFile({ type: 'asset', fileName: 'frame/bridge.js', source: outputFiles[0]?.text ?? '' });
    this.emitFile({ type: 'asset', fileName: 'frame/theme.css', source: css });
  },
});

export default defineConfig({
  base: '/',
  plugins: [react(), frameFiles()],
  define: { 'process.env.NODE_ENV': '"production"' },
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 900 },
});
