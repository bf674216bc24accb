import react from '@vitejs/plugin-react';
import path from 'node:path';
import { defineConfig } from 'vite';

// One build with an HTML entry a surface: Forge serves all of them from one resource (platform.md 4.6b).
export default defineConfig({
  // Forge serves the files below a path that is not known here.
  base: './',
  plugins: [react()],
  resolve: {
    alias: [
      {
        find: /^@atlaskit\/feature-gate-js-client(\/.*)?$/,
        replacement: path.resolve(import.meta.dirname, 'shell/no-feature-gates.ts'),
      },
    ],
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    chunkSizeWarningLimit: 900,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: Object.fromEntries(
        ['program', 'project', 'issue', 'admin', 'settings'].map((entry) => [
          entry,
          path.resolve(import.meta.dirname, `${entry}.html`),
        ]),
      ),
    },
  },
});
