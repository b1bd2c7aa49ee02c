/** @module The backoff interface: how long a caller waits before it tries again. */
import type { RandomStream } from '../../kernel/random-stream.ts';
import type { Definition, ParamSpec, ParamValues } from '../../model/registry.ts';

/** Decides for one link; keeps nothing itself, so that one serves every call. */
export interface Backoff {
  /**
   * @param retry   1 for the first retry of a call
   * @param lastUs  delay before the retry before, microseconds; 0 for the first
   * @param stream  randomness of the link
   * @returns whole microseconds, >= 0
   */
  delayUs(retry: number, lastUs: number, stream: RandomStream): number;
}

/** A way of backing off. */
export interface BackoffKind extends Definition {
  /** @param params  every parameter of the definition */
  backoff(params: ParamValues): Backoff;
}

/** Parameters of every backoff that grows. */
export const GROWTH_PARAMS: readonly ParamSpec[] = [
  {
    name: 'baseMs',
    label: 'Begins at',
    unit: 'ms',
    min: 0.001,
    max: 3_600_000,
    default: 100,
    doc: 'What the first delay is computed from.',
  },
  {
    name: 'capMs',
    label: 'At most',
    unit: 'ms',
    min: 0.001,
    max: 86_400_000,
    default: 20_000,
    doc: 'No delay is longer than this, not even the first.',
  },
];

/** The delay that doubles with every retry up to a cap, which the variants with jitter draw below. */
export class Growth {
  readonly baseUs: number;
  readonly capUs: number;

  /** @param params  those of {@link GROWTH_PARAMS} */
  constructor(params: ParamValues) {
    this.baseUs = Math.round(params.baseMs! * 1000);
    this.capUs = Math.round(params.capMs! * 1000);
  }

  /** @returns min(cap, base 2^(retry - 1)), whole microseconds */
  atUs(retry: number): number {
    let delayUs = this.baseUs;
    for (let doubled = 1; doubled < retry && delayUs < this.capUs; doubled++) delayUs *= 2;
    return Math.min(this.capUs, delayUs);
  }
}
