/** @module What the run sounds like: pitches rise with the p99, tenants stand side by side, silence where nothing was answered. */
import { describe, expect, it } from 'vitest';
import { pitchOf, tonesOf } from '../../lab-ui/sound/tones.ts';
import { benchFixture } from './bench-fixture.ts';

describe('the sound of a run', () => {
  it('rises with the p99 by equal steps for equal ratios, and stays within three octaves', () => {
    expect(pitchOf(100_000) / pitchOf(50_000)).toBeCloseTo(pitchOf(200_000) / pitchOf(100_000), 10);
    expect([pitchOf(1), pitchOf(1e9)]).toEqual([220, 1760]);
  });

  it('has a tone for each of the eight coloured tenants, from left to right, higher in the flood', () => {
    const data = benchFixture({ untilSec: 40 });
    const [calm, flooded] = [tonesOf(data, 50), tonesOf(data, 78)];
    expect(flooded).toHaveLength(8);
    expect(flooded.map(({ pan }) => pan)).toEqual([...flooded.map(({ pan }) => pan)].sort((a, b) => a - b));
    expect([flooded[0]!.pan, flooded[7]!.pan]).toEqual([-1, 1]);
    for (const [index, tone] of flooded.entries()) expect(tone.frequencyHz).toBeGreaterThan(calm[index]!.frequencyHz);
    expect(tonesOf(data, 500)).toEqual([]);
  });
});
