/**
 * A run does not notice how it is driven: each golden run gives the same digest and the same result whole and twice in one
 * process, in 7 slices and in 500, with ticks and without, looked at in between, and saved and restored in between.
 */
import { describe, expect, it } from 'vitest';
import { GOLDEN_RUNS, type Manner } from '../golden/golden-runs.ts';

const MANNERS: readonly (readonly [slices: number, manner: Manner])[] = [
  [1, {}],
  [1, { ticks: true }],
  [7, { ticks: true, paused: true }],
  [7, { restored: true }],
  [48, { ticks: true, restored: true }],
  [500, {}],
  [500, { ticks: true }],
];

describe('however it is driven', () => {
  it.each(GOLDEN_RUNS)('$id', (run) => {
    const whole = run.execute(1);
    for (const [slices, manner] of MANNERS) {
      if (manner.restored === true && !run.saves) continue;
      expect(run.execute(slices, manner), `${slices} slices, ${JSON.stringify(manner)}`).toEqual(whole);
    }
  });
});
