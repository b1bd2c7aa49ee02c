/**
 * The oracle procedure can fail: fed with known samples, it passes a right figure, fails a wrong, a noisy and a missing one,
 * doubles the jobs before judging noise, and lets the second try, with fresh seeds and four times the jobs, decide.
 */
import { describe, expect, it } from 'vitest';
import { exactReport } from '../../../sim-engine/oracle/exact-report.ts';
import { type EstimatePlan, replicatedEstimate } from '../../../sim-engine/oracle/replicated-estimate.ts';
import { withExact } from '../../../sim-engine/oracle/with-exact.ts';

const SEED = 1000;
/** Symmetric about 0, between -1 and 1. */
const wobble = (seed: number) => ((seed % 20) - 9.5) / 9.5;
const plan = (measure: EstimatePlan['measure'], expected = 10): EstimatePlan => ({
  id: 'T',
  title: 'Test',
  expected: { x: expected },
  jobs: 100,
  widest: 0.05,
  firstSeed: SEED,
  measure,
});

describe('a replicated estimate', () => {
  it('passes a right figure on 20 different seeds', () => {
    const seeds = new Set<number>();
    const report = replicatedEstimate(
      plan((seed) => {
        seeds.add(seed);
        return { x: 10 + 0.1 * wobble(seed) };
      }),
    );
    expect(report.verdict).toBe('pass');
    expect(seeds.size).toBe(20);
    expect(report.measured.x).toBeCloseTo(10, 9);
    const [low, high] = report.interval.x!;
    // h = t s / sqrt(20) with s^2 = 2 * sum((0.5..9.5)^2) / 9.5^2 / 100 / 19.
    expect((high - low) / 2).toBeCloseTo((3.8834 * 0.1 * Math.sqrt(665 / 90.25 / 19)) / Math.sqrt(20), 9);
  });

  it('fails a wrong figure, after a second try on fresh seeds with four times the jobs', () => {
    const tries: string[] = [];
    const report = replicatedEstimate(
      plan((seed, jobs) => {
        tries.push(`${seed} ${jobs}`);
        return { x: 10.3 + 0.1 * wobble(seed) };
      }),
    );
    expect(report.verdict).toBe('fail');
    expect(new Set(tries).size).toBe(40);
    expect(tries.filter((each) => each.endsWith(' 400')).length).toBe(20);
    expect(report.notes.some((note) => note.includes('expected 10'))).toBe(true);
  });

  it('lets the second try decide', () => {
    const report = replicatedEstimate(plan((seed, jobs) => ({ x: (jobs > 100 ? 10 : 10.3) + 0.1 * wobble(seed) })));
    expect(report.verdict).toBe('pass');
  });

  it('doubles the jobs while the interval is too wide, and fails what stays noisy', () => {
    const sizes = new Set<number>();
    const narrowing = replicatedEstimate(
      plan((seed, jobs) => {
        sizes.add(jobs);
        return { x: 10 + (200 / jobs) * wobble(seed) };
      }),
    );
    expect(narrowing.verdict).toBe('pass');
    expect([...sizes]).toEqual([100, 200, 400]);
    expect(replicatedEstimate(plan((seed) => ({ x: 10 + 5 * wobble(seed) }))).verdict).toBe('fail');
  });

  it('computes more in the long form, where there is one', () => {
    const jobsOf = (changes: Partial<EstimatePlan>, long: boolean) => {
      const sizes = new Set<number>();
      const measure: EstimatePlan['measure'] = (seed, jobs) => {
        sizes.add(jobs);
        return { x: 10 + 0.1 * wobble(seed) };
      };
      expect(replicatedEstimate({ ...plan(measure), ...changes }, { long }).verdict).toBe('pass');
      return [...sizes];
    };
    expect(jobsOf({ longJobs: 700 }, false)).toEqual([100]);
    expect(jobsOf({ longJobs: 700 }, true)).toEqual([700]);
    expect(jobsOf({}, true)).toEqual([100]);
  });

  it('passes with exact figures only when both hold', () => {
    const right = replicatedEstimate(plan((seed) => ({ x: 10 + 0.1 * wobble(seed) })));
    const exact = (found: number) => exactReport({ id: 'T', title: '' }, { servers: 15 }, { servers: found }, 0);
    expect(withExact(right, exact(15))).toMatchObject({ verdict: 'pass', expected: { x: 10, servers: 15 } });
    expect(withExact(right, exact(14)).verdict).toBe('fail');
    expect(withExact({ ...right, verdict: 'fail' }, exact(15)).verdict).toBe('fail');
  });

  it('fails what was not measured', () => {
    expect(replicatedEstimate(plan(() => ({}))).verdict).toBe('fail');
    expect(exactReport({ id: 'T', title: '' }, { x: 1 }, {}, 0).verdict).toBe('fail');
    expect(exactReport({ id: 'T', title: '' }, { x: 1 }, { x: 1 + 1e-8 }, 1e-9).verdict).toBe('fail');
    expect(exactReport({ id: 'T', title: '' }, { x: 1 }, { x: 1 }, 0).verdict).toBe('pass');
  });
});
