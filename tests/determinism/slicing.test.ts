/**
 * A run does not notice how it is driven: each golden run gives the same digest and the same result whole, in 7 slices and
 * in 500, with and without ticks, and twice in one process.
 */
import { describe, expect, it } from 'vitest';
import { GOLDEN_RUNS } from '../golden/golden-runs.ts';

describe('one slice or many', () => {
  it.each(GOLDEN_RUNS)('$id', (run) => {
    const whole = run.execute(1);
    expect(run.execute(1)).toEqual(whole);
    expect(run.execute(7)).toEqual(whole);
    expect(run.execute(500)).toEqual(whole);
  });
});
