/**
 * The verdict on probabilities passes within its half-width and fails beyond it, also where an event is impossible, certain
 * or was not counted; and one failing part fails a joined report.
 */
import { describe, expect, it } from 'vitest';
import { binomialReport } from '../../../sim-engine/oracle/binomial-report.ts';
import { joinedReport } from '../../../sim-engine/oracle/joined-report.ts';

const about = { id: 'A99', title: 'Coins' };
const verdict = (p: number, hits: number, trials = 10_000) =>
  binomialReport(about, { heads: p }, { heads: hits }, trials).verdict;

describe('binomial report', () => {
  it('passes within 3.29 standard errors and half a count, and not beyond', () => {
    // 3.29 * sqrt(0.25 / 10000) * 10000 + 0.5 = 165 hits.
    expect(verdict(0.5, 5164)).toBe('pass');
    expect(verdict(0.5, 5166)).toBe('fail');
    expect(verdict(0.5, 4836)).toBe('pass');
    expect(verdict(0.5, 4834)).toBe('fail');
  });

  it('lets the impossible happen never and the certain always', () => {
    expect(verdict(0, 0)).toBe('pass');
    expect(verdict(0, 1)).toBe('fail');
    expect(verdict(1, 10_000)).toBe('pass');
    expect(verdict(1, 9999)).toBe('fail');
  });

  it('fails what was not counted, and says so', () => {
    const report = binomialReport(about, { heads: 0.5, tails: 0.5 }, { heads: 5000 }, 10_000);
    expect(report.verdict).toBe('fail');
    expect(report.notes.join()).toContain('tails: expected 0.5');
    expect(report.interval.heads).toEqual([0.5 - 0.0165, 0.5 + 0.0165].map((bound) => expect.closeTo(bound, 9)));
  });
});

describe('joined report', () => {
  it('holds all figures and passes only when every part does', () => {
    const good = binomialReport(about, { heads: 0.5 }, { heads: 5000 }, 10_000);
    const bad = binomialReport(about, { tails: 0.5 }, { tails: 9000 }, 10_000);
    expect(joinedReport(about, [good, good]).verdict).toBe('pass');
    const joined = joinedReport(about, [good, bad]);
    expect(joined.verdict).toBe('fail');
    expect(joined.measured).toEqual({ heads: 0.5, tails: 0.9 });
    expect(Object.keys(joined.expected)).toEqual(Object.keys(joined.interval));
  });
});
