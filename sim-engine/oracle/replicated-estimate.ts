/**
 * @module Replicated estimate: the predeclared test by which a simulated figure is compared with theory.
 *
 * R independent replications give a mean m and a half-width h = t s / sqrt(R). A figure passes when |m - expected| <= h and
 * h <= widest |expected|: the second clause keeps noise from passing. While h is too wide the jobs are doubled, up to 64
 * times, before anything is judged. If a figure then fails, the whole is run once more with fresh seeds and four times
 * the jobs, and that run alone decides. With fixed seeds the outcome is the same every time; over all seeds a right
 * engine fails a figure with probability of about 0.001 twice, so about one in a million.
 */
import type { FigureBasis, OracleOptions, OracleReport } from './oracle.ts';

/** Replications; the quantile below belongs to this number. */
export const REPLICATIONS = 20;
/** Student's t at 0.9995 with 19 degrees of freedom: a two-sided 99.9 % interval. */
export const T_QUANTILE = 3.8834;
const WIDENINGS_MAX = 64;
const SECOND_TRY_JOBS = 4;
/** Seeds of the second try begin here, beyond those of every first try. */
const SECOND_TRY_SEED = 1_000_000;

/** What is measured, and how precisely. */
export interface EstimatePlan {
  readonly id: string;
  readonly title: string;
  readonly expected: Readonly<Record<string, number>>;
  /** Jobs that complete in one replication after the warm-up. */
  readonly jobs: number;
  /** The same in the long form; absent: not more. */
  readonly longJobs?: number;
  /** Widest half-width, as a share of the expected figure. */
  readonly widest: number;
  /** First of the seeds; one per replication is used, and oracles keep 1000 apart. */
  readonly firstSeed: number;
  /**
   * One replication; its warm-up is a tenth of the jobs.
   *
   * @returns one value per expected figure
   */
  measure(seed: number, jobs: number): Readonly<Record<string, number>>;
}

interface Estimate {
  readonly mean: number;
  readonly halfWidth: number;
}

/**
 * @param options  absent: the short form
 * @returns the report of the decisive run
 */
export function replicatedEstimate(plan: EstimatePlan, options?: OracleOptions): OracleReport {
  const jobs = options?.long === true ? (plan.longJobs ?? plan.jobs) : plan.jobs;
  const first = attempt(plan, plan.firstSeed, jobs);
  if (first.verdict === 'pass') return first;
  const second = attempt(plan, plan.firstSeed + SECOND_TRY_SEED, jobs * SECOND_TRY_JOBS);
  return { ...second, notes: [...first.notes.map((note) => `first try: ${note}`), ...second.notes] };
}

function attempt(plan: EstimatePlan, firstSeed: number, jobsWanted: number): OracleReport {
  let jobs = jobsWanted;
  let widening = 1;
  for (;;) {
    const estimates = estimate(plan, firstSeed, jobs);
    const wide = Object.entries(plan.expected).some(
      ([name, expected]) => estimates[name]!.halfWidth > plan.widest * Math.abs(expected),
    );
    if (!wide || widening === WIDENINGS_MAX) return judge(plan, estimates, jobs);
    widening *= 2;
    jobs *= 2;
  }
}

function estimate(plan: EstimatePlan, firstSeed: number, jobs: number): Record<string, Estimate> {
  const samples = Array.from({ length: REPLICATIONS }, (_, at) => plan.measure(firstSeed + at, jobs));
  const estimates: Record<string, Estimate> = {};
  for (const name of Object.keys(plan.expected)) {
    const values = samples.map((sample) => sample[name] ?? Number.NaN);
    const mean = values.reduce((sum, value) => sum + value, 0) / REPLICATIONS;
    const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
    const deviation = Math.sqrt(squares / (REPLICATIONS - 1));
    estimates[name] = { mean, halfWidth: (T_QUANTILE * deviation) / Math.sqrt(REPLICATIONS) };
  }
  return estimates;
}

function judge(plan: EstimatePlan, estimates: Readonly<Record<string, Estimate>>, jobs: number): OracleReport {
  const measured: Record<string, number> = {};
  const interval: Record<string, readonly [number, number]> = {};
  const notes = [`${REPLICATIONS} replications of ${jobs} jobs`];
  const basis: Record<string, FigureBasis> = {};
  let passed = true;
  for (const [name, expected] of Object.entries(plan.expected)) {
    const { mean, halfWidth } = estimates[name]!;
    measured[name] = mean;
    interval[name] = [mean - halfWidth, mean + halfWidth];
    // Written so that a NaN fails.
    const held = Math.abs(mean - expected) <= halfWidth && halfWidth <= plan.widest * Math.abs(expected);
    basis[name] = { kind: 'sampled', n: REPLICATIONS * jobs, held };
    if (held) continue;
    passed = false;
    notes.push(`${name}: expected ${expected}, measured ${mean} +- ${halfWidth}`);
  }
  const { id, title, expected } = plan;
  return { id, title, expected, measured, interval, basis, verdict: passed ? 'pass' : 'fail', notes };
}
