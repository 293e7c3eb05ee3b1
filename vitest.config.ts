import { resolve } from 'node:path';
import { configDefaults, type Plugin, defineConfig } from 'vitest/config';

/** Processes and threads that the code under test starts run from JavaScript that was made once for all tests. */
const shippedSiblings: Plugin = {
  name: 'shipped-siblings',
  enforce: 'pre',
  resolveId(source, importer = '') {
    const isStarter = source.endsWith('/sibling-module.ts') && !importer.endsWith('/shipped-siblings.ts');
    return isStarter ? resolve(import.meta.dirname, 'tests/fixtures/shipped-siblings.ts') : null;
  },
};

export default defineConfig({
  plugins: [shippedSiblings],
  test: {
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    // They build and run the real engine: `npm run test:weaviate`.
    exclude: [...configDefaults.exclude, 'tests/weaviate/**'],
    globalSetup: 'tests/fixtures/shipped-programs.ts',
    // What hangs is found by these; a machine that is 20 times as slow as others still passes.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
    maxWorkers: 2,
    reporters: ['default', 'json'],
    outputFile: { json: 'tests/artefacts/results.json' },
  },
});
