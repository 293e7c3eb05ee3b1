import { defineConfig } from 'vitest/config';
import usual from '../../vitest.config.ts';

/** The tests against the real engine: run by `npm run test:weaviate`, never by `npm test`. */
export default defineConfig({
  ...usual,
  test: {
    ...usual.test,
    include: ['tests/weaviate/**/*.test.ts'],
    exclude: [],
    testTimeout: 900_000,
    hookTimeout: 900_000,
    fileParallelism: false,
    reporters: ['default'],
  },
});
