/**
 * The verdicts on counted and on approximate figures can fail: a share outside its margin, a mean outside its tolerance, an
 * interval wider than the tolerance, too few batches, and a figure that was not measured.
 */
import { describe, expect, it } from 'vitest';
import { approximateReport, BATCHES } from '../../../sim-engine/oracle/approximate-report.ts';
import { binomialMargin, tallyReport } from '../../../sim-engine/oracle/binomial-report.ts';

const about = { id: 'T', title: 'Test' };

describe('a binomial report', () => {
  const verdict = (successes: number) => tallyReport(about, { p: 0.5 }, { p: { successes, trials: 10_000 } }).verdict;

  it('allows 3.29 standard errors and half a count', () => {
    expect(binomialMargin(0.5, 10_000)).toBeCloseTo(3.29 * 0.005 + 0.000_05, 12);
    expect([verdict(4834), verdict(4836), verdict(5164), verdict(5166)]).toEqual(['fail', 'pass', 'pass', 'fail']);
  });

  it('fails what was not counted', () => {
    expect(tallyReport(about, { p: 0.5 }, {}).verdict).toBe('fail');
  });
});

describe('an approximate report', () => {
  const report = (mean: number, wobble: number, count = BATCHES) =>
    approximateReport(
      about,
      { x: 10 },
      { x: 0.5 },
      Array.from({ length: count }, (_, at) => ({ x: mean + (at % 2 === 0 ? wobble : -wobble) })),
    );

  it('passes within the tolerance, by a mean that is itself known that well', () => {
    const { verdict, measured, interval } = report(10.4, 0.3);
    expect(verdict).toBe('pass');
    expect(measured.x).toBeCloseTo(10.4, 12);
    const [low, high] = interval.x!;
    // Twenty values of +- 0.3: s^2 = 20 * 0.09 / 19.
    expect((high - low) / 2).toBeCloseTo((3.8834 * 0.3) / Math.sqrt(19), 9);
  });

  it('fails beyond the tolerance, on noise, on few batches and on nothing', () => {
    expect(report(10.6, 0.1).verdict).toBe('fail');
    expect(report(10, 0.6).verdict).toBe('fail');
    expect(report(10, 0.1, BATCHES - 2).verdict).toBe('fail');
    expect(approximateReport(about, { x: 10 }, { x: 0.5 }, [{}]).verdict).toBe('fail');
  });
});
