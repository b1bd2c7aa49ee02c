/**
 * The closed forms give the figures that textbooks and independent programs print: each is compared with a published value
 * of six digits, to half of its last digit, and their limits and relations are checked.
 */
import { describe, expect, it } from 'vitest';
import { ORACLES } from '../../../sim-engine/oracle/index.ts';
import { bankUnits, burstSeconds, hotPartitionCeiling } from '../../../sim-engine/theory/burst-credit.ts';
import { littleMeanPresent } from '../../../sim-engine/theory/little.ts';
import { md1bBlocking } from '../../../sim-engine/theory/m-d-1-b.ts';
import {
  mm1AtLeastPresent,
  mm1MeanPresent,
  mm1MeanResponse,
  mm1ResponseQuantile,
} from '../../../sim-engine/theory/m-m-1.ts';
import { erlangB, erlangC, mmcMeanResponse, mmcMeanWait, mmcWaitExceeds } from '../../../sim-engine/theory/m-m-c.ts';
import { tokenBucketBound } from '../../../sim-engine/theory/token-bucket-bound.ts';

const busy = { arrivalRate: 8, serviceRate: 10 };
const four = { arrivalRate: 30, serviceRate: 10, servers: 4 };
const pool = { arrivalRate: 70, serviceRate: 10, servers: 10 };

/** Half of the last printed digit. */
function halfLastDigit(printed: string): number {
  return 0.5 * 10 ** -(printed.split('.')[1]?.length ?? 0);
}

describe('closed forms', () => {
  it.each([
    ['M/M/1 L', mm1MeanPresent(busy), '4.0'],
    ['M/M/1 P(N>=10)', mm1AtLeastPresent(busy, 10), '0.107374'],
    ['M/M/1 W', mm1MeanResponse(busy), '0.5'],
    ['M/M/1 p50', mm1ResponseQuantile(busy, 0.5), '0.346574'],
    ['M/M/1 p99.9', mm1ResponseQuantile(busy, 0.999), '3.45388'],
    ['M/M/4 C', erlangC(four), '0.509434'],
    ['M/M/4 Wq', mmcMeanWait(four), '0.0509434'],
    ['M/M/4 W', mmcMeanResponse(four), '0.150943'],
    ['M/M/4 P(Wq>0.1)', mmcWaitExceeds(four, 0.1), '0.18741'],
    ['M/M/4 P(Wq>0.2)', mmcWaitExceeds(four, 0.2), '0.0689444'],
    ['M/M/10 C', erlangC(pool), '0.221731'],
    ['M/M/10 W', mmcMeanResponse(pool), '0.107391'],
    ['M/M/10 Wq', mmcMeanWait(pool), '0.00739104'],
    ['M/D/1/1 blocking', md1bBlocking({ arrivalRate: 15, serviceRate: 10, room: 1 }), '0.600000'],
    ['M/D/1/5 blocking over', md1bBlocking({ arrivalRate: 12, serviceRate: 10, room: 5 }), '0.199147'],
    ['M/D/1/5 blocking under', md1bBlocking({ arrivalRate: 9, serviceRate: 10, room: 5 }), '0.0643619'],
    ['burst credit', bankUnits({ provisionedPerSec: 150, bankSec: 300 }), '45000'],
    ['burst lasts', burstSeconds({ provisionedPerSec: 150, bankSec: 300 }, 200), '900.0'],
    ['hot partition ceiling', hotPartitionCeiling(1000, 0.25), '4000.0'],
    ['bucket', tokenBucketBound(20, 50, 9.99), '249.8'],
  ])('%s', (_name, value, printed) => {
    expect(Math.abs(value - Number(printed))).toBeLessThanOrEqual(halfLastDigit(printed) + 1e-12);
  });

  it('agree where one is a case of the other', () => {
    expect(mmcMeanResponse({ ...busy, servers: 1 })).toBeCloseTo(mm1MeanResponse(busy), 12);
    expect(erlangC({ ...busy, servers: 1 })).toBeCloseTo(0.8, 12);
    expect(littleMeanPresent(8, mm1MeanResponse(busy))).toBeCloseTo(mm1MeanPresent(busy), 12);
    expect(erlangB({ arrivalRate: 1, serviceRate: 1, servers: 1 })).toBeCloseTo(0.5, 12);
  });

  it('agree in limits: M/D/1/1 is Erlang’s loss system, and room for all blocks nobody', () => {
    const loss = erlangB({ arrivalRate: 7, serviceRate: 10, servers: 1 });
    expect(md1bBlocking({ arrivalRate: 7, serviceRate: 10, room: 1 })).toBeCloseTo(loss, 12);
    expect(md1bBlocking({ arrivalRate: 5, serviceRate: 10, room: 25 })).toBeCloseTo(0, 9);
    expect(md1bBlocking({ arrivalRate: 1000, serviceRate: 10, room: 2 })).toBeCloseTo(1 - 10 / 1000, 9);
    expect(burstSeconds({ provisionedPerSec: 150, bankSec: 300 }, 150)).toBe(Number.POSITIVE_INFINITY);
  });

  it('are infinite where the queue is not stable', () => {
    const over = { arrivalRate: 10, serviceRate: 10 };
    expect(mm1MeanPresent(over)).toBe(Number.POSITIVE_INFINITY);
    expect(mm1MeanResponse(over)).toBe(Number.POSITIVE_INFINITY);
    expect(mmcMeanWait({ ...over, servers: 1 })).toBe(Number.POSITIVE_INFINITY);
    expect(erlangC({ ...over, servers: 1 })).toBe(1);
    expect(mmcWaitExceeds({ ...over, servers: 1 }, 5)).toBe(1);
  });

  it('stand behind oracles whose ids are unique and in order', () => {
    const ids = ORACLES.map((oracle) => oracle.id);
    expect([...new Set(ids)].sort()).toEqual(ids);
  });
});
