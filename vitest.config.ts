/** @module Tests by kind; each project is a folder of tests/. */
import { defineConfig } from 'vitest/config';

const project = (name: string, timeoutMs: number, include = [`tests/${name}/**/*.test.{ts,tsx}`]) => ({
  extends: true as const,
  test: { name, include, testTimeout: timeoutMs, hookTimeout: timeoutMs },
});

export default defineConfig({
  test: {
    // Two cores: more workers than that make every timing-sensitive server test slower, not faster.
    maxWorkers: 2,
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
