/** @module Source: one stream of arrivals of one tenant, the usual workload or a noise. */
import type { RandomStream, StreamBank } from '../kernel/random-stream.ts';
import type { StateCodec } from '../kernel/state-codec.ts';
import type { ArrivalProcess } from '../policies/arrival/arrival.ts';
import type { Sampler } from '../policies/law/law.ts';
import type { Popularity } from '../policies/popularity/popularity.ts';

/** Users who each wait for their answer, think, and send again. */
export interface SourceUsers {
  readonly users: number;
  /** Time to think, microseconds. */
  readonly think: Sampler;
}

/** Many small tenants that share one source: each request is one member's, all of them equally likely. */
export interface SourceMembers {
  /** >= 2. */
  readonly count: number;
  readonly stream: RandomStream;
  /** Keys of one member: every member has its own. */
  readonly keys: number;
}

/**
 * @param tenant  how many members it has, and nothing when it is no group
 * @param keys    keys of one member
 * @param name    of the source, unique in the run
 * @param bank    where its stream is opened
 * @returns who sends, or null when the tenant is no group
 */
export function membersOf(
  tenant: { readonly members?: number },
  keys: number,
  name: string,
  bank: StreamBank,
): SourceMembers | null {
  const { members = 1 } = tenant;
  return members > 1 ? { count: members, stream: bank.open(`members/${name}`), keys } : null;
}

/** What a source sends. */
export interface SourceSpec {
  readonly tenant: number;
  /** What decides when it sends: the process alone, or its users. */
  readonly process: ArrivalProcess | null;
  readonly loop: SourceUsers | null;
  /** Null when the tenant is no group. */
  readonly members: SourceMembers | null;
  /** Class indices and their weights. */
  readonly classes: readonly { readonly index: number; readonly weight: number }[];
  readonly mixStream: RandomStream;
  readonly keys: Popularity | null;
  readonly keyStream: RandomStream;
  /** First key and number of keys walked in order; 0 keys when popularity decides. */
  readonly sweepFrom: number;
  readonly sweepKeys: number;
  /** When the first gap begins, and when the source falls silent (exclusive); microseconds. */
  readonly fromUs: number;
  readonly untilUs: number;
}

/** A source at work. */
export class Source {
  readonly tenant: number;
  /** False once the source was stopped before its time. */
  active = true;
  private readonly spec: SourceSpec;
  /** True when every request is sent by one of its users, who waits for the answer. */
  readonly closed: boolean;
  readonly population: number;
  readonly members: SourceMembers | null;
  private readonly process: ArrivalProcess | null;
  private readonly untilUs: number;
  private readonly single: number;
  private readonly totalWeight: number;
  /** Exact time of the arrival drawn last: rounding each event to a microsecond must not bend the rate. */
  private readonly exactUs = new Float64Array(1);
  /** Keys drawn so far; while a sweep goes on, its place in it. */
  private turn = 0;

  constructor(spec: SourceSpec) {
    this.spec = spec;
    this.process = spec.process;
    this.closed = spec.loop !== null;
    this.members = spec.members;
    this.population = spec.loop?.users ?? 0;
    this.untilUs = spec.untilUs;
    this.tenant = spec.tenant;
    this.exactUs[0] = spec.fromUs;
    this.single = spec.classes.length === 1 ? spec.classes[0]!.index : -1;
    this.totalWeight = spec.classes.reduce((sum, each) => sum + each.weight, 0);
  }

  /** @param whenUs  receives the time of the next arrival, whole microseconds, or Infinity when none comes any more */
  drawNext(whenUs: Float64Array): void {
    this.process!.advance(this.exactUs);
    const atUs = Math.floor(this.exactUs[0]!);
    whenUs[0] = atUs < this.untilUs ? atUs : Number.POSITIVE_INFINITY;
  }

  /**
   * A user of a closed source has an answer, or begins.
   *
   * @returns when that user sends next, whole microseconds, or -1 when no more
   */
  afterThinkingUs(nowUs: number): number {
    const fromUs = Math.max(nowUs, this.spec.fromUs);
    const at = fromUs + Math.floor(this.spec.loop!.think.sample() + 0.5);
    return this.active && at < this.untilUs ? at : -1;
  }

  /** @returns class of the request that arrives now */
  pickClass(): number {
    if (this.single >= 0) return this.single;
    let at = this.spec.mixStream.uniform() * this.totalWeight;
    for (const each of this.spec.classes) {
      at -= each.weight;
      if (at < 0) return each.index;
    }
    return this.spec.classes[this.spec.classes.length - 1]!.index;
  }

  /** @returns key of the request that arrives now */
  pickKey(): number {
    if (this.spec.sweepKeys > 0) {
      const key = this.spec.sweepFrom + this.turn;
      this.turn = (this.turn + 1) % this.spec.sweepKeys;
      return key;
    }
    return this.spec.keys === null ? 0 : this.spec.keys.draw(this.spec.keyStream, this.turn++);
  }

  state(codec: StateCodec): void {
    this.active = codec.flag(this.active);
    this.exactUs[0] = codec.number(this.exactUs[0]!);
    this.turn = codec.number(this.turn);
    this.process?.state(codec);
  }
}
