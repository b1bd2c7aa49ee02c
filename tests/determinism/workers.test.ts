/**
 * A run does not notice who executes it: in one worker thread or in two at once, every golden run comes to what it comes to
 * in this process.
 */
import { Piscina } from 'piscina';
import { describe, expect, it } from 'vitest';
import { GOLDEN_RUNS, type GoldenOutcome } from '../golden/golden-runs.ts';
import { withBundle } from './bundle-findings.ts';

async function outcomesOf(filename: string, threads: number): Promise<GoldenOutcome[]> {
  const pool = new Piscina<string, GoldenOutcome>({ filename, minThreads: threads, maxThreads: threads });
  try {
    const outcomes = await Promise.all(GOLDEN_RUNS.map(({ id }) => pool.run(id)));
    expect(pool.threads.length).toBe(threads);
    return outcomes;
  } finally {
    await pool.destroy();
  }
}

describe('worker threads', () => {
  it('give every golden run the same outcome, one thread or two', async () => {
    const here = GOLDEN_RUNS.map((run) => run.execute(1));
    await withBundle('es', async (module) => {
      expect(await outcomesOf(module, 1)).toEqual(here);
      expect(await outcomesOf(module, 2)).toEqual(here);
    });
  });
});
