/**
 * The leaky bucket is a queue with one server of constant time and a bounded line: release times kept one by one on exact
 * ratios give the same refusals and, rounded up to a microsecond, the same delays.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { leakyBucket } from '../../sim-engine/policies/limiting/leaky-bucket.ts';
import { cases } from '../support/property-seed.ts';

/** Rate p/q a second: times in units of 1/p microsecond, releases 10^6 q of them apart. */
function* exactDelays(p: number, q: number, queue: number, times: readonly number[]): Generator<number | false> {
  const gap = 1_000_000n * BigInt(q);
  const releases: bigint[] = [];
  for (const nowUs of times) {
    const now = BigInt(nowUs) * BigInt(p);
    const last = releases.at(-1);
    const next = last === undefined || last + gap < now ? now : last + gap;
    const waiting = releases.filter((each) => each > now).length;
    if (next > now && waiting >= queue) yield false;
    else {
      releases.push(next);
      yield Number((next - now + BigInt(p) - 1n) / BigInt(p));
    }
  }
}

const script = fc
  .record({
    p: fc.integer({ min: 1, max: 3000 }),
    q: fc.constantFrom(1, 3, 7, 60),
    queue: fc.integer({ min: 0, max: 6 }),
  })
  .filter(({ p, q }) => p / q >= 0.1)
  .chain((rate) => {
    const gapUs = Math.ceil((1e6 * rate.q) / rate.p);
    const wait = fc.oneof(
      fc.nat({ max: 2 * gapUs }),
      fc.constantFrom(1, 2, 3, 5, 10).map((parts) => Math.round(gapUs / parts)),
      fc.constant(0),
    );
    return fc.array(wait, { minLength: 1, maxLength: 60, size: 'max' }).map((waits) => ({ ...rate, waits }));
  });

it('the leaky bucket delays and refuses as the queue does that it is', () => {
  let waited = 0;
  let refused = 0;
  fc.assert(
    fc.property(script, ({ p, q, queue, waits }) => {
      let nowUs = 0;
      const times = waits.map((each) => (nowUs += each));
      const limiter = leakyBucket.limiter({ ratePerSec: p / q, queue }, 0);
      const delays = times.map((each) => limiter.admit(each) && limiter.delayUs);
      expect(delays).toEqual([...exactDelays(p, q, queue, times)]);
      refused += delays.filter((each) => each === false).length;
      waited += delays.filter((each) => each !== false && each > 0).length;
    }),
    cases(1000),
  );
  expect(Math.min(waited, refused)).toBeGreaterThan(1000);
});
