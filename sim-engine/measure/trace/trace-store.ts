/**
 * @module Which traces are kept: per tenant and window the slowest, and a fair sample.
 *
 * The sample is a reservoir: the n-th request that ends takes a place with probability s/n, so that at any moment each of
 * them is in it with the same probability.
 *
 * @source Vitter, Random sampling with a reservoir, ACM TOMS 11(1), 1985, algorithm R
 */
import { StreamBank } from '../../kernel/random-stream.ts';
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { TraceRecord } from './trace-record.ts';
import type { TracePlan } from './trace-rule.ts';

const NONE = -1;

/** Lists of record numbers, one after the other by tenant and window. */
export class TraceStore {
  /** Requests that ended and were recorded, per tenant and window. */
  readonly ended: Float64Array;
  readonly bytes: number;
  private readonly plan: TracePlan;
  private readonly slowest: Int32Array;
  private readonly sample: Int32Array;
  /** A bank of its own: the draws of the run are left alone. */
  private readonly bank: StreamBank;
  private readonly draws: ReturnType<StreamBank['open']>;

  /** @param slots  tenants times windows */
  constructor(plan: TracePlan, slots: number, seed: number) {
    this.plan = plan;
    this.ended = new Float64Array(slots);
    this.slowest = new Int32Array(slots * plan.slowest).fill(NONE);
    this.sample = new Int32Array(slots * plan.sample).fill(NONE);
    this.bytes = 8 * slots + 4 * slots * (plan.slowest + plan.sample);
    this.bank = new StreamBank(seed);
    this.draws = this.bank.open('traces');
  }

  /**
   * A request has ended.
   *
   * @param slot     tenant and window
   * @param number   of its record
   * @param records  by number
   * @param release  is told of each record that nothing keeps any more
   */
  offer(slot: number, number: number, records: readonly TraceRecord[], release: (number: number) => void): void {
    this.offerSlowest(slot, number, records, release);
    const { sample: size } = this.plan;
    const nth = ++this.ended[slot]!;
    const place = nth <= size ? nth - 1 : this.draws.below(nth);
    if (place < size) put(this.sample, slot * size + place, number, records, release);
    if (records[number]!.kept === 0) release(number);
  }

  isSlowest(number: number): boolean {
    return this.slowest.includes(number);
  }

  isSampled(number: number): boolean {
    return this.sample.includes(number);
  }

  state(codec: StateCodec): void {
    const ended = codec.float64s(this.ended, this.ended.length);
    const slowest = codec.int32s(this.slowest, this.slowest.length);
    const sample = codec.int32s(this.sample, this.sample.length);
    this.bank.state(codec);
    if (!codec.restoring) return;
    this.ended.set(ended);
    this.slowest.set(slowest);
    this.sample.set(sample);
  }

  /** Of two that took the same time, the one that ended first stays. */
  private offerSlowest(
    slot: number,
    number: number,
    records: readonly TraceRecord[],
    release: (number: number) => void,
  ): void {
    const { slowest: size } = this.plan;
    let least = Number.POSITIVE_INFINITY;
    let place = NONE;
    for (let at = slot * size; at < (slot + 1) * size; at++) {
      const kept = this.slowest[at]!;
      const latencyUs = kept === NONE ? NONE : records[kept]!.latencyUs;
      if (latencyUs >= least) continue;
      least = latencyUs;
      place = at;
    }
    if (records[number]!.latencyUs > least) put(this.slowest, place, number, records, release);
  }
}

function put(
  list: Int32Array,
  at: number,
  number: number,
  records: readonly TraceRecord[],
  release: (number: number) => void,
): void {
  const before = list[at]!;
  list[at] = number;
  records[number]!.kept++;
  if (before !== NONE && --records[before]!.kept === 0) release(before);
}
