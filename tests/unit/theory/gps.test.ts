/**
 * The fluid server gives what can be worked out by hand: shares by weight, work conserved, and what leaves speeds up the rest.
 */
import { expect, it } from 'vitest';
import { gpsFinishTimes } from '../../../sim-engine/theory/gps.ts';

it('shares by weight, and gives what one leaves to the others', () => {
  // Flow 0 gets 3/4: done at 4/3, when flow 1 has 2/3 left and gets everything: done at 2.
  const finish = gpsFinishTimes(
    [3, 1],
    [
      { flow: 0, size: 1, arrival: 0 },
      { flow: 1, size: 1, arrival: 0 },
    ],
  );
  expect(finish[0]).toBeCloseTo(4 / 3, 12);
  expect(finish[1]).toBeCloseTo(2, 12);
});

it('lets arrivals slow others down from then on, and idles in between', () => {
  // Alone until 1, then halves: flow 1 is done at 3, flow 0 with its last unit at 4; the last comes to an idle server.
  const finish = gpsFinishTimes(
    [1, 1],
    [
      { flow: 0, size: 3, arrival: 0 },
      { flow: 1, size: 1, arrival: 1 },
      { flow: 1, size: 2, arrival: 10 },
    ],
  );
  expect(finish).toEqual([4, 3, 12]);
});
