/** @module Tests by kind; each project is a folder of tests/. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/**
 * Tests import the engine as it is built, not its sources: vitest reads every imported name through an object of its own, which
 * makes the engine several times slower, and what is tested is then what runs. `build-first.ts` brings the build up to date.
 */
const built = {
  find: /^(\.\.\/)+sim-engine\/(.*)\.ts$/,
  replacement: `${fileURLToPath(new URL('dist/sim-engine/', import.meta.url))}$2.js`,
};

const project = (name: string, timeoutMs: number, include = [`tests/${name}/**/*.test.{ts,tsx}`]) => ({
  extends: true as const,
  resolve: { alias: [built] },
  test: {
    name,
    include,
    testTimeout: timeoutMs,
    hookTimeout: timeoutMs,
    server: { deps: { external: [/\/dist\/sim-engine\//] } },
  },
});

export default defineConfig({
  test: {
    // Two cores: more workers than that make every timing-sensitive server test slower, not faster.
    maxWorkers: 2,
    globalSetup: ['tests/support/build-first.ts'],
    projects: [
      project('architecture', 30_000),
      project('unit', 30_000),
      project('law', 60_000),
      project('property', 180_000),
      project('statistics', 120_000),
      project('reference', 1_200_000),
      project('oracle', 300_000),
      project('golden', 60_000),
      project('determinism', 120_000),
      project('scenarios', 180_000),
      project('cli', 240_000),
      project('server', 300_000),
      project('charts', 120_000),
      project('ui', 60_000),
      project('browser', 300_000),
    ],
  },
});
