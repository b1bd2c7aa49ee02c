/**
 * @module Tracer: records what every request does, span by span, while it is under way, and keeps some of them.
 *
 * It only listens: nothing in a run depends on it. Every request under way has a record, since any may become the slowest.
 * Records and lanes are used again, and their number is bounded: a request that finds no lane is not recorded, and counted.
 */
import type { StateCodec } from '../../kernel/state-codec.ts';
import { apportion } from './apportion.ts';
import { LockTrace } from './lock-trace.ts';
import { TraceLanes } from './trace-lanes.ts';
import { ENDING, RECORD_BYTES, SPAN, TraceRecord } from './trace-record.ts';
import { laneBytes, type TracePlan } from './trace-rule.ts';
import { TraceStore } from './trace-store.ts';
import type { WaitMeter } from './wait-meter.ts';

const NONE = -1;
/** Most culprits of one wait that get a line of their own. */
const CULPRITS_MAX = 24;

/** What a tracer is made for. */
export interface TracerSpec {
  readonly plan: TracePlan;
  readonly tenants: number;
  /** Places in the ledger, the system's included. */
  readonly holders: number;
  /** Where one window ends and the next begins, ascending, microseconds. */
  readonly cutsUs: readonly number[];
  readonly seed: number;
}

/** The tracer of one world. */
export class Tracer {
  readonly spec: TracerSpec;
  readonly store: TraceStore;
  readonly lanes: TraceLanes;
  readonly records: TraceRecord[] = [];
  /** By station index, and by lock index. */
  readonly stations: WaitMeter[] = [];
  readonly locks: LockTrace[] = [];
  /** Requests that found no lane. */
  missed = 0;
  /** Is told of each request that ends, before its record may be used again. */
  ended: ((record: TraceRecord) => void) | null = null;
  private readonly free: number[] = [];
  private window = 0;
  private readonly scratch: Float64Array;

  constructor(spec: TracerSpec) {
    this.spec = spec;
    this.store = new TraceStore(spec.plan, spec.tenants * (spec.cutsUs.length + 1), spec.seed);
    this.lanes = new TraceLanes(spec.plan.lanesMax, spec.holders);
    this.scratch = new Float64Array(spec.holders);
  }

  /** Bytes taken; never more than the plan's `bytesMax`. Not counted: 4 bytes a row, and the meters at stations and locks. */
  get bytes(): number {
    return this.records.length * RECORD_BYTES + this.lanes.capacity * laneBytes(this.spec.holders) + this.store.bytes;
  }

  /** A request of a client arrives. */
  begin(row: number, tenant: number, victim: number, number: number, type: number, nowUs: number): void {
    const lane = this.lanes.take(row);
    if (lane === NONE) {
      this.missed++;
      return;
    }
    const index = this.free.pop() ?? this.records.push(new TraceRecord()) - 1;
    const record = this.records[index]!;
    record.begin(tenant, victim, number, type);
    this.enter(lane, index, record.addSpan(SPAN.request, NONE, NONE, NONE, nowUs));
  }

  /**
   * A request makes an attempt.
   *
   * @param row     of the attempt
   * @param caller  row of the request
   * @param kind    one of `SPAN`
   * @param number  0 for the first
   */
  attempt(row: number, caller: number, kind: number, number: number, nowUs: number): void {
    const parent = this.lanes.of(caller);
    if (parent === NONE) return;
    const index = this.lanes.record[parent]!;
    const record = this.records[index]!;
    const call = this.lanes.open[parent]!;
    const lane = call === NONE ? NONE : this.lanes.take(row);
    if (lane === NONE) record.truncated++;
    else this.enter(lane, index, record.addSpan(kind, call, number, ENDING.abandoned, nowUs));
  }

  /** A request begins something else; what it did before is over. */
  open(row: number, kind: number, where: number, waitedUs: number, nowUs: number): void {
    const { lanes } = this;
    const lane = lanes.of(row);
    if (lane === NONE) return;
    this.close(lane, waitedUs, nowUs);
    const record = this.recordOf(lane);
    const span = this.addSpan(lane, kind, where, NONE, nowUs);
    lanes.open[lane] = span;
    lanes.waitedUs[lane] = waitedUs;
    const meter = this.meterOf(kind, where);
    if (meter === null || span === NONE) return;
    const { holders } = this.spec;
    meter.mark(record.victim, nowUs, lanes.marks, lane * holders);
    for (let holder = 0; holder < holders; holder++) {
      // A request that shares the servers is itself among those present.
      const itself = kind === SPAN.sharing && holder === record.victim ? 1 : 0;
      const held = meter.held(holder) - itself;
      if (held > 0) record.addHeld(span, holder, held);
    }
  }

  /** @returns the ear at a lock, made on first use */
  lock(index: number): LockTrace {
    while (this.locks.length <= index) this.locks.push(new LockTrace(this.spec.holders));
    return this.locks[index]!;
  }

  /** Notes something that takes no time. */
  note(row: number, kind: number, where: number, detail: number, nowUs: number): void {
    const lane = this.lanes.of(row);
    if (lane !== NONE) this.addSpan(lane, kind, where, detail, nowUs);
  }

  /** A caller has waited between two attempts, for which the system is to blame. */
  backoff(row: number, sinceUs: number, nowUs: number): void {
    const lane = this.lanes.of(row);
    if (lane === NONE || nowUs === sinceUs) return;
    const record = this.recordOf(lane);
    const call = this.lanes.open[lane]!;
    const span = call === NONE ? NONE : record.addSpan(SPAN.backoff, call, NONE, NONE, sinceUs);
    if (span === NONE) return;
    record.setEnd(span, nowUs);
    record.addCharge(span, this.spec.holders - 1, nowUs - sinceUs);
  }

  /** Part of the service that is just over is charged to somebody. */
  charge(row: number, culprit: number, us: number): void {
    const lane = this.lanes.of(row);
    const span = lane === NONE ? NONE : this.lanes.open[lane]!;
    if (span !== NONE) this.recordOf(lane).addCharge(span, culprit, us);
  }

  /** Says how an attempt ends; unless told, it is abandoned. */
  attemptEnds(row: number, ending: number): void {
    const lane = this.lanes.of(row);
    const span = lane === NONE ? NONE : this.lanes.span[lane]!;
    if (span !== NONE) this.recordOf(lane).setDetail(span, ending);
  }

  /** An attempt is over, or goes on for nobody. */
  leave(row: number, waitedUs: number, nowUs: number): void {
    const lane = this.lanes.of(row);
    if (lane === NONE) return;
    this.close(lane, waitedUs, nowUs);
    const span = this.lanes.span[lane]!;
    if (span !== NONE) this.recordOf(lane).setEnd(span, nowUs);
    this.lanes.give(row);
  }

  /** A request of a client ends. */
  end(row: number, ending: number, waitedUs: number, nowUs: number): void {
    const lane = this.lanes.of(row);
    if (lane === NONE) return;
    const number = this.lanes.record[lane]!;
    this.leave(row, waitedUs, nowUs);
    const record = this.records[number]!;
    const { cutsUs } = this.spec;
    while (this.window < cutsUs.length && cutsUs[this.window]! <= nowUs) this.window++;
    record.ending = ending;
    record.window = this.window;
    this.ended?.(record);
    this.store.offer(record.tenant * (cutsUs.length + 1) + this.window, number, this.records, this.release);
  }

  state(codec: StateCodec): void {
    this.missed = codec.number(this.missed);
    this.window = codec.number(this.window);
    const records = codec.list(this.records, (inner, record) => {
      const each = record ?? new TraceRecord();
      each.state(inner);
      return each;
    });
    const free = codec.list(this.free, (inner, each) => inner.number(each ?? 0));
    this.lanes.state(codec);
    this.store.state(codec);
    for (const meter of this.stations) meter.state(codec);
    const locks = codec.number(this.locks.length);
    for (let index = 0; index < locks; index++) this.lock(index).state(codec);
    if (!codec.restoring) return;
    this.records.push(...records);
    this.free.push(...free);
  }

  private readonly release = (number: number): void => {
    this.free.push(number);
  };

  private enter(lane: number, record: number, span: number): void {
    this.lanes.record[lane] = record;
    this.lanes.span[lane] = span;
    this.lanes.open[lane] = NONE;
  }

  private recordOf(lane: number): TraceRecord {
    return this.records[this.lanes.record[lane]!]!;
  }

  /** A span below the lane's own; where that found no room, its parts have none either. */
  private addSpan(lane: number, kind: number, where: number, detail: number, nowUs: number): number {
    const record = this.recordOf(lane);
    const parent = this.lanes.span[lane]!;
    if (parent !== NONE) return record.addSpan(kind, parent, where, detail, nowUs);
    record.truncated++;
    return NONE;
  }

  private meterOf(kind: number, where: number): WaitMeter | null {
    if (kind === SPAN.wait || kind === SPAN.sharing) return this.stations[where]!;
    return kind === SPAN.lock ? this.lock(where) : null;
  }

  /** Ends the span that goes on and charges it, as the ledger was charged for it. */
  private close(lane: number, waitedUs: number, nowUs: number): void {
    const span = this.lanes.open[lane]!;
    if (span === NONE) return;
    this.lanes.open[lane] = NONE;
    const record = this.recordOf(lane);
    record.setEnd(span, nowUs);
    const kind = record.kind(span);
    const spanUs = nowUs - record.start(span);
    const meter = this.meterOf(kind, record.where(span));
    if (kind === SPAN.limit || kind === SPAN.follow) record.addCharge(span, record.victim, spanUs);
    else if (meter !== null) {
      // Of a time that was shared, only the stretch was lost.
      const us = kind === SPAN.sharing ? waitedUs - this.lanes.waitedUs[lane]! : spanUs;
      if (us > 0) this.divide(lane, span, meter, us, nowUs);
    }
    if (spanUs === 0 && record.charged(span) === 0) record.dropIfLast(span);
  }

  /** Divides a wait by the growth of the holders' integrals. */
  private divide(lane: number, span: number, meter: WaitMeter, us: number, nowUs: number): void {
    const { scratch } = this;
    const { marks } = this.lanes;
    const record = this.recordOf(lane);
    const base = lane * scratch.length;
    meter.mark(record.victim, nowUs, scratch, 0);
    let culprits = 0;
    for (let holder = 0; holder < scratch.length; holder++) {
      scratch[holder]! -= marks[base + holder]!;
      if (scratch[holder]! > 0) culprits++;
    }
    const left = apportion(us, scratch, meter.divisor);
    // Where nobody else ever was, it is rounding, and one's own.
    scratch[record.victim]! += left;
    if (culprits > CULPRITS_MAX) this.chargeLargest(record, span);
    for (let holder = 0; holder < scratch.length; holder++) {
      if (scratch[holder]! > 0) record.addCharge(span, holder, scratch[holder]!);
    }
  }

  /** With many culprits only the largest get lines; what is left of the others counts as a whole. */
  private chargeLargest(record: TraceRecord, span: number): void {
    const { scratch } = this;
    for (let line = 0; line < CULPRITS_MAX; line++) {
      let largest = 0;
      for (let holder = 1; holder < scratch.length; holder++)
        if (scratch[holder]! > scratch[largest]!) largest = holder;
      record.addCharge(span, largest, scratch[largest]!);
      scratch[largest] = 0;
    }
    for (let holder = 0; holder < scratch.length; holder++) {
      record.chargeUnnamed(span, scratch[holder]!);
      scratch[holder] = 0;
    }
  }
}
