/**
 * @module Programs: the steps a request takes, compiled once per tenant and operation.
 *
 * A request's random parts (which branches it takes, how much work each visit asks for) are drawn at its arrival from the
 * streams of its tenant, so that no policy can change them.
 */
import type { RandomStream } from '../kernel/random-stream.ts';
import type { Sampler } from '../policies/law/law.ts';

/** What a step does. */
export const enum STEP {
  /** Waits for a server of the tier's pool and is served there. */
  visit = 0,
  /** Waits for a connection and keeps it. */
  hold = 1,
  /** Is served by a part of the database behind the connection it took last. */
  visitHeld = 2,
  /** Gives the connection it took last back. */
  release = 3,
  /** Lets time pass without needing a server. */
  delay = 4,
  /** Jumps with a probability. */
  branch = 5,
  /** Looks its key up in the cache; jumps on a hit. */
  lookup = 6,
  /** Puts its key into the cache that it looked up. */
  fill = 7,
  /** Removes its key from the tenant's cache. */
  drop = 8,
  /** The response goes out, to the client or to the request that called. */
  finish = 9,
  /** A background job is done. */
  finishJob = 10,
  /** Reads a chunk at the database it is copied from, or writes it at the one it is copied to. */
  copyRead = 11,
  copyWrite = 12,
  finishCopy = 13,
  /** Starts one or several attempts of other classes and waits for their answers. */
  call = 14,
  /** Waits for a lock and keeps it. */
  lock = 15,
  /** Gives the lock it took last back. */
  unlock = 16,
  /** Ends with an error. */
  fail = 17,
  /** Waits for another request that fetches the same key, if there is one, and then jumps; else goes on as the fetcher. */
  join = 18,
  /** Reads its pages at the database behind the connection it took last; jumps when all were in memory. */
  pages = 19,
  /** Takes credit for its IO from its partition, and waits if there is too little; then goes on at `credited`. */
  credit = 20,
  credited = 21,
  /** An attempt's response goes on to the client. */
  answer = 22,
  /** From here on it has so much time, until it comes to `met`; then it ends as timed out. */
  deadline = 23,
  met = 24,
  /** Waits for a lock of the database behind the connection it took last, and keeps it. */
  lockHeld = 25,
  /** Leaves a background job behind and goes on. */
  enqueue = 26,
  /** The time outside that is just over was needed because of a missed key: whoever pushed that out is charged. */
  chargeMiss = 27,
}

/** One step; every field is always present, so that all steps have one shape. */
export interface Step {
  readonly kind: number;
  /**
   * Tier index, for `visit`, `hold`, `lookup`, `join`, `drop`; part of the database (0 CPU, 1 IO), for `visitHeld`; index of
   * the call or of the lock; scope of the lock, for `lockHeld`; class of the job, for `enqueue`.
   */
  readonly tier: number;
  /** Demand slot of the request, for steps that are served and for a `delay` of random length; -1 otherwise. */
  readonly slot: number;
  /** Sampler of the class to draw from at the step itself, for lazy classes; -1 otherwise. */
  readonly sampler: number;
  /** Time to pass, microseconds, for `delay`; time that is given, for `deadline`; longest wait, for `hold`, `lock` and `lockHeld`, 0 for any. */
  readonly delayUs: number;
  /** Branch number, for `branch`; 1 for an exclusive `lock` or `lockHeld` and for `pages` of a write; -1 otherwise. */
  readonly branch: number;
  /** Step to go to, for `branch`, `lookup`, `join` and `pages`. */
  readonly jump: number;
  /** Expected time over the connection, microseconds, for `hold`: what a fair queue in front of the database may know; 0 otherwise. */
  readonly expectedUs: number;
}

/** @returns a step with the fields that matter and neutral values for the rest */
export function step(kind: number, fields: Partial<Omit<Step, 'kind'>> = {}): Step {
  return { kind, tier: 0, slot: -1, sampler: -1, delayUs: 0, branch: -1, jump: -1, expectedUs: 0, ...fields };
}

/** One draw at arrival: a demand into a slot, or the outcome of a branch. */
export interface Draw {
  readonly sampler: Sampler | null;
  readonly slot: number;
  readonly stream: RandomStream | null;
  readonly probability: number;
  readonly branch: number;
  /** Draw to go on with when the branch is taken. */
  readonly skipTo: number;
}

/** Who a class works for, which decides what its end is counted as. */
export const enum PURPOSE {
  request = 0,
  job = 1,
  copy = 2,
}

/** A tenant's kind of request: its steps and where its randomness comes from. */
export interface RequestClass {
  readonly index: number;
  readonly tenant: number;
  /** Operation index, or -1 for internal work. */
  readonly operation: number;
  /** One of {@link PURPOSE}. */
  readonly purpose: number;
  readonly steps: readonly Step[];
  readonly draws: readonly Draw[];
  /** True when demands and branches are drawn at the step itself, because the steps can repeat. */
  readonly lazy: boolean;
  /** Samplers by slot and branch streams by number, for lazy classes. */
  readonly samplers: readonly Sampler[];
  readonly branches: readonly { readonly stream: RandomStream; readonly probability: number }[];
  /** True when the request has a cache key. */
  readonly usesKey: boolean;
  /** Class of the background job it leaves behind, or -1; the job's demand is in `jobSlot`. */
  readonly jobClass: number;
  readonly jobSlot: number;
}

/** The steps of all classes in columns, one after the other: a request's `step` is a row here. */
export class Code {
  kind: Int32Array = new Int32Array(64);
  tier: Int32Array = new Int32Array(64);
  slot: Int32Array = new Int32Array(64);
  sampler: Int32Array = new Int32Array(64);
  delayUs: Float64Array = new Float64Array(64);
  branch: Int32Array = new Int32Array(64);
  jump: Int32Array = new Int32Array(64);
  expectedUs: Float64Array = new Float64Array(64);
  private length = 0;

  /**
   * @param steps  of one class; jumps count from its first step
   * @returns row of the first step
   */
  add(steps: readonly Step[]): number {
    const entry = this.length;
    while (this.kind.length < entry + steps.length) this.grow();
    steps.forEach((each, at) => {
      const row = entry + at;
      this.kind[row] = each.kind;
      this.tier[row] = each.tier;
      this.slot[row] = each.slot;
      this.sampler[row] = each.sampler;
      this.delayUs[row] = each.delayUs;
      this.branch[row] = each.branch;
      this.jump[row] = entry + each.jump;
      this.expectedUs[row] = each.expectedUs;
    });
    this.length += steps.length;
    return entry;
  }

  private grow(): void {
    const ints = (old: Int32Array): Int32Array => {
      const larger = new Int32Array(2 * old.length);
      larger.set(old);
      return larger;
    };
    const floats = (old: Float64Array): Float64Array => {
      const larger = new Float64Array(2 * old.length);
      larger.set(old);
      return larger;
    };
    this.kind = ints(this.kind);
    this.tier = ints(this.tier);
    this.slot = ints(this.slot);
    this.sampler = ints(this.sampler);
    this.branch = ints(this.branch);
    this.jump = ints(this.jump);
    this.delayUs = floats(this.delayUs);
    this.expectedUs = floats(this.expectedUs);
  }
}
