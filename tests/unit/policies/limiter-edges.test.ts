/**
 * What limiters promise is a number worked out by hand, not merely a bound that is large enough; rates and intervals that no
 * double holds do not drift; an end without a beginning is a bug and is said to be one.
 */
import { describe, expect, it } from 'vitest';
import type { ParamValues } from '../../../sim-engine/model/registry.ts';
import { LIMITERS } from '../../../sim-engine/policies/limiting/index.ts';
import type { LimiterKind } from '../../../sim-engine/policies/limiting/limiter.ts';
import { PartitionedStore } from '../../../sim-engine/policies/limiting/partitioned-store.ts';

const MS = 1000;
const SECOND = 1_000_000;
const HOUR = 3_600_000_000;

function kindOf(id: string): LimiterKind {
  const kind = LIMITERS.find((each) => each.id === id);
  if (kind === undefined) return expect.fail(`no limiter is called ${id}`);
  return kind;
}

describe('most that pass in a span', () => {
  const PROMISES: readonly (readonly [id: string, params: ParamValues, spanUs: number, most: number])[] = [
    ['token-bucket', { ratePerSec: 10, burst: 3 }, 2 * SECOND, 23],
    ['gcra', { intervalMs: 100, toleranceMs: 200 }, 2 * SECOND, 23],
    ['fixed-window', { limit: 3, windowSec: 2 }, 4 * SECOND, 9],
    ['fixed-window', { limit: 3, windowSec: 2 }, 4 * SECOND + 1, 12],
    ['sliding-window', { limit: 3, windowSec: 2 }, 4 * SECOND - 1, 6],
    ['sliding-window', { limit: 3, windowSec: 2 }, 4 * SECOND, 9],
    ['daily-quota', { quota: 5, resetHour: 6 }, 24 * HOUR, 10],
  ];

  it.each(PROMISES)('%s %o in %i us: %i', (id, params, spanUs, most) => {
    expect(kindOf(id).mostPassing(params, spanUs)).toBe(most);
  });
});

describe('thirds and sevenths', () => {
  it('one token in seven seconds: of those that come every second, every seventh passes', () => {
    const limiter = kindOf('token-bucket').limiter({ ratePerSec: 1 / 7, burst: 1 }, 0);
    const passed = Array.from({ length: 7000 }, (_, second) => second).filter((second) =>
      limiter.admit(second * SECOND),
    );
    expect(passed).toEqual(Array.from({ length: 1000 }, (_, token) => 7 * token));
  });

  it('an interval of a third of 100 ms: the tenth step of 10 ms meets the third tie', () => {
    const limiter = kindOf('gcra').limiter({ intervalMs: 100 / 3, toleranceMs: 100 / 3 }, 0);
    const passed = Array.from({ length: 31 }, (_, step) => step).filter((step) => limiter.admit(10 * step * MS));
    // Theoretical arrivals in thirds of 10 ms: 10, 20; then one fits at 10 k / 3 rounded up to a step, ties at 10, 20, 30.
    expect(passed).toEqual([0, 1, 4, 7, 10, 14, 17, 20, 24, 27, 30]);
  });
});

it('nobody ends who is not in flight', () => {
  for (const id of ['concurrency', 'aimd', 'gradient']) {
    const kind = kindOf(id);
    const params = Object.fromEntries(kind.params.map((spec) => [spec.name, spec.default]));
    const limiter = kind.limiter(params, 0);
    expect(limiter.admit(0)).toBe(true);
    limiter.finished(MS, MS, true);
    expect(() => limiter.finished(MS, MS, true)).toThrow('has ended twice');
  }
});

it('a table banks what it did not use, up to its bank', () => {
  const store = new PartitionedStore({ provisionedPerSec: 10, bankSec: 3, partitions: 2, partitionCapPerSec: 20 });
  expect(store.banked).toBe(30);
  expect([store.admit(0, 0, 18), store.admit(0, 1, 20)]).toEqual([true, true]);
  store.admit(SECOND, 0, 4);
  expect(store.banked).toBe(2);
  store.admit(2 * SECOND, 0, 1);
  expect(store.banked).toBe(8);
  store.admit(HOUR, 0, 1);
  expect(store.banked).toBe(30);
});
