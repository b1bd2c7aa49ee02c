/** @module AIMD: a concurrency limit that grows by a little each round trip and shrinks by a factor on trouble. */
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { ParamValues } from '../../model/registry.ts';
import { InFlightLimiter } from './in-flight-limiter.ts';
import type { LimiterKind } from './limiter.ts';

class Aimd extends InFlightLimiter {
  private readonly most: number;
  private readonly increase: number;
  private readonly decrease: number;
  private readonly slowUs: number;
  private decreasedUs: number;

  constructor(params: ParamValues, nowUs: number) {
    super(Math.min(params.initialLimit!, params.maxLimit!));
    this.most = params.maxLimit!;
    this.increase = params.increase!;
    this.decrease = params.decrease!;
    this.slowUs = params.slowMs! * 1000;
    this.decreasedUs = nowUs;
  }

  protected learn(nowUs: number, latencyUs: number, ok: boolean): void {
    if (!ok || latencyUs > this.slowUs) {
      // Whoever was admitted before the last decrease tells of the load that it has answered already.
      if (nowUs - latencyUs < this.decreasedUs) return;
      this.limit = Math.max(1, this.limit * this.decrease);
      this.decreasedUs = nowUs;
    } else if (2 * this.inFlight >= this.limit) {
      // A limit that is not used was not tried out. The others in flight grow it too: by `increase` in all per round trip.
      this.limit = Math.min(this.most, this.limit + this.increase / this.limit);
    }
  }

  override state(codec: StateCodec): void {
    super.state(codec);
    this.decreasedUs = codec.number(this.decreasedUs);
  }
}

export const aimd: LimiterKind = {
  id: 'aimd',
  title: 'AIMD',
  summary:
    'A concurrency limit that feels its way up while requests end in time, and backs off at once when they do not.',
  source:
    'Chiu and Jain, Computer Networks and ISDN Systems 17, 1989; RFC 5681 section 3.1 and RFC 6582 (once per round trip); ' +
    'Netflix concurrency-limits, AIMDLimit (grows only when half used)',
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
      name: 'maxLimit',
      label: 'At most',
      unit: 'requests',
      min: 1,
      max: 10_000,
      default: 200,
      integer: true,
      doc: 'The limit never grows beyond this; the least is 1.',
    },
    {
      name: 'increase',
      label: 'Growth',
      unit: 'requests',
      min: 0.01,
      max: 100,
      default: 1,
      doc: 'What a full round trip of requests in time adds to the limit.',
    },
    {
      name: 'decrease',
      label: 'Back-off',
      unit: '',
      min: 0.1,
      max: 0.99,
      default: 0.9,
      doc: 'The limit is multiplied by this on trouble, once per round trip.',
    },
    {
      name: 'slowMs',
      label: 'Too slow',
      unit: 'ms',
      min: 0.1,
      max: 600_000,
      default: 500,
      doc: 'A request that takes longer counts as trouble, as a failed one does.',
    },
  ],
  scope: 'tenant',
  limiter: (params, nowUs) => new Aimd(params, nowUs),
  mostPassing: () => Number.POSITIVE_INFINITY,
  mostInFlight: (params) => params.maxLimit!,
};
