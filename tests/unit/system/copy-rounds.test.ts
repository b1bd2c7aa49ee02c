/** The rounds of a live move: when it freezes, when it gives up, and that it always does one of the two. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CopyRound, firstRound, nextRound, roundVerdict } from '../../../sim-engine/system/copy-rounds.ts';
import { moveTerms } from '../../../sim-engine/system/move-terms.ts';
import { cases } from '../../support/property-seed.ts';

const TERMS = { freezeSize: 16, stalledRoundsMax: 3 };

/** @returns the verdict after each round, for what was written during it */
const verdicts = (size: number, written: readonly number[]) => {
  let round: CopyRound = firstRound(size);
  return written.map((each) => {
    round = nextRound(round, each);
    return roundVerdict(round, TERMS);
  });
};

describe('copy rounds', () => {
  it('go on until at most the threshold is left, and then freeze', () => {
    expect(verdicts(1000, [300, 90, 17, 16])).toEqual(['copy', 'copy', 'copy', 'freeze']);
    expect(verdicts(1000, [0])).toEqual(['freeze']);
  });

  it('are given up after so many in a row without a new smallest', () => {
    expect(verdicts(1000, [1000, 1000, 1000])).toEqual(['copy', 'copy', 'give-up']);
    expect(verdicts(1000, [500, 600, 550, 500])).toEqual(['copy', 'copy', 'copy', 'give-up']);
  });

  it('are not given up because of single ones that grow', () => {
    expect(verdicts(1000, [500, 600, 550, 499, 700, 800, 498])).toEqual(Array.from({ length: 7 }, () => 'copy'));
  });

  it('freeze rather than give up when the last of them stalls below the threshold', () => {
    expect(verdicts(10, [10])).toEqual(['freeze']);
  });

  it('end, whatever is written', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 200, maxLength: 200 }),
        (size, written) => {
          const ends = verdicts(size, written).findIndex((verdict) => verdict !== 'copy');
          // Each of the sizes above the threshold can be a new smallest once, after at most two that stall.
          expect(ends).toBeGreaterThanOrEqual(0);
          expect(ends).toBeLessThan(60 * TERMS.stalledRoundsMax);
        },
      ),
      cases(300),
    );
  });
});

describe('move terms', () => {
  it('freeze at one chunk and compare a fiftieth unless the scenario says otherwise', () => {
    const spec = { streams: 1, chunkIo: 7, bytesPerIo: 512 };
    expect(moveTerms(spec)).toEqual({
      ...spec,
      copyIoPerSecMax: Number.POSITIVE_INFINITY,
      bytesPerWrite: 8192,
      freezeIo: 7,
      stalledRoundsMax: 3,
      verifyShare: 0.02,
      verifyFailureProbability: 0,
    });
    expect(moveTerms({ ...spec, freezeIo: 0, verifyShare: 1 })).toMatchObject({ freezeIo: 0, verifyShare: 1 });
  });
});
