import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import preact from '@preact/preset-vite';
import { defineConfig, type Plugin } from 'vite';

/**
 * What pdf.js loads by name while it reads a file: its worker, character maps, fonts, and what stands in for WebAssembly.
 * Their folder's name has the version in it, so they can be cached for ever like all assets.
 */
function pdfFiles(): Plugin {
  const folder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  const base = `assets/pdfjs-${version}`;
  const all = (name: string) => readdirSync(join(folder, name)).map((file) => [`${name}/${file}`, `${name}/${file}`]);
  const sources = new Map<string, string>([
    ['pdf.worker.mjs', 'legacy/build/pdf.worker.min.mjs'],
    ['fallbacks/openjpeg_nowasm_fallback.js', 'wasm/openjpeg_nowasm_fallback.js'],
    ...[...all('cmaps'), ...all('standard_fonts')].map(([name = '', source = '']) => [name, source] as const),
  ]);
  return {
    name: 'pdf-files',
    generateBundle() {
      for (const [name, source] of sources)
        this.emitFile({ type: 'asset', fileName: `${base}/${name}`, source: readFileSync(join(folder, source)) });
    },
    configureServer({ middlewares }) {
      middlewares.use(`/${base}/`, (request, response, next) => {
        const source = sources.get((request.url ?? '').replace(/^\/|\?.*$/g, ''));
        if (source === undefined) {
          next();
          return;
        }
        response.setHeader('content-type', source.endsWith('js') ? 'text/javascript' : 'application/octet-stream');
        response.end(readFileSync(join(folder, source)));
      });
    },
  };
}

/** Builds `web/` into `dist/web`: files only, no inline script or style, so the strictest content policy holds. */
export default defineConfig({
  root: resolve(import.meta.dirname, 'web'),
  plugins: [preact(), pdfFiles()],
  build: {
    outDir: resolve(import.meta.dirname, 'dist/web'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: ['chrome111', 'firefox114', 'safari16.4'],
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8787' } },
});
