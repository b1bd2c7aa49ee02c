/** @module The oracle interface: a model whose answer is known from theory, and what the engine makes of it. */

/** How a figure is compared with theory, and whether it held. */
export interface FigureBasis {
  /**
   * `sampled`: the closed form must lie in the interval. `approximation`: theory itself is one, and the mean must lie within
   * its stated error. `bound`: theory is a limit that may not be passed. `exact`: nothing random enters.
   */
  readonly kind: 'sampled' | 'approximation' | 'bound' | 'exact';
  /** Jobs, draws, trials or batches that it was measured over; 0 where nothing is random. */
  readonly n: number;
  readonly held: boolean;
}

/** What one oracle found; every map has the same keys, one per figure. Times are seconds. */
export interface OracleReport {
  readonly id: string;
  readonly title: string;
  /** Figures from theory. */
  readonly expected: Readonly<Record<string, number>>;
  /** Figures from the engine. */
  readonly measured: Readonly<Record<string, number>>;
  /** Where the true figure of the engine lies with 99.9 % confidence; a point where nothing is random. */
  readonly interval: Readonly<Record<string, readonly [low: number, high: number]>>;
  /** How each figure was compared, and whether it held. */
  readonly basis: Readonly<Record<string, FigureBasis>>;
  /** `pass` when every figure held. */
  readonly verdict: 'pass' | 'fail';
  /** Why it failed, and what the run was: replications, jobs, attempts. */
  readonly notes: readonly string[];
}

/** How much an oracle computes. */
export interface OracleOptions {
  /** True for the long form: more jobs and narrower intervals, minutes instead of seconds. */
  readonly long: boolean;
}

/** One model of the self-test. */
export interface Oracle {
  /** Stable id, `A01` and on. */
  readonly id: string;
  readonly title: string;
  /** Where the expected figures come from. */
  readonly source: string;
  /** The closed forms in one line, in the field's letters: λ arrival rate, μ service rate of a server, ρ load, c servers. */
  readonly formula: string;
  run(options: OracleOptions): OracleReport;
}
