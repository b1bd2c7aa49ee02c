/** @module Gradient: a concurrency limit that follows the ratio of the usual latency to the present one (Gradient2). */
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { ParamValues } from '../../model/registry.ts';
import { InFlightLimiter } from './in-flight-limiter.ts';
import type { LimiterKind } from './limiter.ts';

/** The first samples of the long-term mean are averaged plainly. */
const WARM_UP_SAMPLES = 10;
/** A usual latency so many times the present one is left over from an overload, and decays faster. */
const DRIFT = 2;
const DRIFT_DECAY = 0.9;
const GRADIENT_MIN = 0.5;

class Gradient extends InFlightLimiter {
  private readonly least: number;
  private readonly most: number;
  private readonly queueSize: number;
  private readonly smoothing: number;
  private readonly longShare: number;
  private samples = 0;
  private longUs = 0;

  constructor(params: ParamValues) {
    const least = params.minLimit!;
    const most = Math.max(least, params.maxLimit!);
    super(Math.max(least, Math.min(most, params.initialLimit!)));
    this.least = least;
    this.most = most;
    this.queueSize = params.queueSize!;
    this.smoothing = params.smoothing!;
    this.longShare = 2 / (params.longWindow! + 1);
  }

  protected learn(_nowUs: number, latencyUs: number, ok: boolean): void {
    // Quick failures would look like quick answers and raise the limit of a system that turns requests away.
    if (!ok && latencyUs < this.longUs) return;
    const shortUs = Math.max(1, latencyUs);
    const longUs = this.usual(shortUs);
    if (longUs / shortUs > DRIFT) this.longUs *= DRIFT_DECAY;
    // A limit that is not used was not tried out.
    if (this.inFlight < this.limit / 2) return;
    const gradient = Math.max(GRADIENT_MIN, Math.min(1, longUs / shortUs));
    const wanted = this.limit * gradient + this.queueSize;
    const smoothed = this.limit * (1 - this.smoothing) + wanted * this.smoothing;
    this.limit = Math.max(this.least, Math.min(this.most, smoothed));
  }

  private usual(sampleUs: number): number {
    if (this.samples < WARM_UP_SAMPLES) {
      this.longUs = (this.longUs * this.samples + sampleUs) / (this.samples + 1);
      this.samples++;
    } else {
      this.longUs = this.longUs * (1 - this.longShare) + sampleUs * this.longShare;
    }
    return this.longUs;
  }

  override state(codec: StateCodec): void {
    super.state(codec);
    this.samples = codec.number(this.samples);
    this.longUs = codec.number(this.longUs);
  }
}

export const gradient: LimiterKind = {
  id: 'gradient',
  title: 'Gradient',
  summary:
    'A concurrency limit that shrinks when requests take longer than they usually do, without a threshold to set.',
  source:
    'Netflix concurrency-limits, Gradient2Limit and ExpAvgMeasurement, github.com/Netflix/concurrency-limits, 2018',
  params: [
    {
      name: 'initialLimit',
      label: 'Begins at',
      unit: 'requests',
      min: 1,
      max: 10_000,
      default: 20,
      integer: true,
      doc: 'Requests in flight that are allowed before anything is known.',
    },
    {
      name: 'minLimit',
      label: 'At least',
      unit: 'requests',
      min: 1,
      max: 10_000,
      default: 20,
      integer: true,
      doc: 'The limit never shrinks below this, which goes before the upper end.',
    },
    {
      name: 'maxLimit',
      label: 'At most',
      unit: 'requests',
      min: 1,
      max: 10_000,
      default: 200,
      integer: true,
      doc: 'The limit never grows beyond this.',
    },
    {
      name: 'queueSize',
      label: 'Queue allowed',
      unit: 'requests',
      min: 0,
      max: 1000,
      default: 4,
      integer: true,
      doc: 'Queueing that is tolerated: what the limit grows by while latency is as usual, before smoothing.',
    },
    {
      name: 'smoothing',
      label: 'Smoothing',
      unit: '',
      min: 0.01,
      max: 1,
      default: 0.2,
      doc: 'Share of the way that the limit moves towards its new value at each sample.',
    },
    {
      name: 'longWindow',
      label: 'Memory',
      unit: 'requests',
      min: 1,
      max: 100_000,
      default: 600,
      integer: true,
      doc: 'Samples over which the usual latency is averaged, exponentially.',
    },
  ],
  scope: 'tenant',
  limiter: (params) => new Gradient(params),
  mostPassing: () => Number.POSITIVE_INFINITY,
  mostInFlight: (params) => Math.max(params.minLimit!, params.maxLimit!),
};
