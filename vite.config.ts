import { resolve } from 'node:path';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

/** Builds `web/` into `dist/web`: files only, no inline script or style, so the strictest content policy holds. */
export default defineConfig({
  root: resolve(import.meta.dirname, 'web'),
  plugins: [preact()],
  build: {
    outDir: resolve(import.meta.dirname, 'dist/web'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: ['chrome111', 'firefox114', 'safari16.4'],
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8787' } },
});
