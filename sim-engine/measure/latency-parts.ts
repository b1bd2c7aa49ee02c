/**
 * @module Latency parts: of every request that has ended, what its time was made of, to the microsecond.
 *
 * A part is a wait that somebody was charged with, the request's own work, or a pause. Parts of one request add up to its
 * latency, except where attempts ran beside each other. Kept only where it is asked for: some 200 bytes a request.
 */
import type { StateCodec } from '../kernel/state-codec.ts';

/** What a stretch of a request's time was. */
export interface PartKind {
  /** `blame`: somebody was charged with it; `work`: its own; `pause`: time that passes by design. */
  readonly kind: 'blame' | 'work' | 'pause';
  /** As the ledger names it for `blame`; where the work was done or the pause made. */
  readonly resource: string;
  /** Where the request was, which differs from the resource when work is charged to whoever pushed out what it reads. */
  readonly at: string;
  /** Whether it held a connection meanwhile, for which others may have waited. */
  readonly held: boolean;
  /** Place in the ledger, the system last; {@link UNNAMED} and {@link NOBODY} are none. */
  readonly culprit: number;
}

/** Culprit of work and pauses, and of charges too small to get a name. */
export const NOBODY = -1;
export const UNNAMED = -2;

/** Outcome of the last look into a cache that is no tenant who pushed the key out. */
export const LOOKUP = { none: -3, missed: -2, hit: -1 } as const;

/** One request that has ended. */
export interface EndedRequest {
  readonly tenant: number;
  readonly endedUs: number;
  readonly latencyUs: number;
  /** One of `ENDING`. */
  readonly ending: number;
  /** Attempts after the first. */
  readonly extraAttempts: number;
  /** One of {@link LOOKUP}, or the tenant that had pushed the key out. */
  readonly lookup: number;
}

/** What the time of requests was made of, and who stands in it. */
export interface RunParts {
  readonly parts: LatencyParts;
  /** Ids, in the scenario's order. */
  readonly tenants: readonly string[];
  /** Place of each tenant in the ledger. */
  readonly placeOf: Int32Array;
  /** Name of each place, the system's last. */
  readonly places: readonly string[];
  /** How far the run has come, microseconds. */
  readonly untilUs: number;
  /** Requests that were not recorded because too many were under way. */
  readonly missed: number;
}

const FIRST_REQUESTS = 1024;
const FIRST_PARTS = 8192;

/** Columns of requests in the order in which they ended, each with its parts. */
export class LatencyParts {
  count = 0;
  tenant: Int32Array = new Int32Array(FIRST_REQUESTS);
  endedUs: Float64Array = new Float64Array(FIRST_REQUESTS);
  latencyUs: Float64Array = new Float64Array(FIRST_REQUESTS);
  ending: Int32Array = new Int32Array(FIRST_REQUESTS);
  extraAttempts: Int32Array = new Int32Array(FIRST_REQUESTS);
  lookup: Int32Array = new Int32Array(FIRST_REQUESTS);
  /** Behind the last part of each. */
  partsEnd: Int32Array = new Int32Array(FIRST_REQUESTS);
  /** Index into {@link kinds}, and microseconds. */
  partKind: Int32Array = new Int32Array(FIRST_PARTS);
  partUs: Float64Array = new Float64Array(FIRST_PARTS);
  readonly kinds: PartKind[] = [];
  private readonly known = new Map<string, number>();
  private parts = 0;

  /** Adds a part to the request that {@link end} will close. */
  add(kind: PartKind, us: number): void {
    if (us === 0) return;
    const index = this.indexOf(kind);
    const first = this.count === 0 ? 0 : this.partsEnd[this.count - 1]!;
    for (let at = first; at < this.parts; at++) {
      if (this.partKind[at] !== index) continue;
      this.partUs[at]! += us;
      return;
    }
    if (this.parts === this.partKind.length) {
      this.partKind = grown(this.partKind, new Int32Array(2 * this.parts));
      this.partUs = grown(this.partUs, new Float64Array(2 * this.parts));
    }
    this.partKind[this.parts] = index;
    this.partUs[this.parts++] = us;
  }

  /** Sum of the parts of the request that is not closed yet, microseconds. */
  get openUs(): number {
    let sum = 0;
    for (let at = this.count === 0 ? 0 : this.partsEnd[this.count - 1]!; at < this.parts; at++) sum += this.partUs[at]!;
    return sum;
  }

  /** Closes a request whose parts have been added. */
  end(request: EndedRequest): void {
    if (this.count === this.tenant.length) this.grow(2 * this.count);
    const at = this.count++;
    this.tenant[at] = request.tenant;
    this.endedUs[at] = request.endedUs;
    this.latencyUs[at] = request.latencyUs;
    this.ending[at] = request.ending;
    this.extraAttempts[at] = request.extraAttempts;
    this.lookup[at] = request.lookup;
    this.partsEnd[at] = this.parts;
  }

  /** @returns index of the first request that ended at or after an instant */
  firstFrom(us: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.endedUs[middle]! < us) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** @returns index of the first part of a request */
  partsFrom(request: number): number {
    return request === 0 ? 0 : this.partsEnd[request - 1]!;
  }

  state(codec: StateCodec): void {
    this.count = codec.number(this.count);
    this.parts = codec.number(this.parts);
    this.tenant = codec.int32s(this.tenant, this.count);
    this.endedUs = codec.float64s(this.endedUs, this.count);
    this.latencyUs = codec.float64s(this.latencyUs, this.count);
    this.ending = codec.int32s(this.ending, this.count);
    this.extraAttempts = codec.int32s(this.extraAttempts, this.count);
    this.lookup = codec.int32s(this.lookup, this.count);
    this.partsEnd = codec.int32s(this.partsEnd, this.count);
    this.partKind = codec.int32s(this.partKind, this.parts);
    this.partUs = codec.float64s(this.partUs, this.parts);
    const kinds = codec.list(this.kinds, (inner, kind) => JSON.parse(inner.text(JSON.stringify(kind))) as PartKind);
    if (!codec.restoring) return;
    for (const kind of kinds) this.indexOf(kind);
    this.grow(this.count + FIRST_REQUESTS);
    this.partKind = grown(this.partKind, new Int32Array(this.parts + FIRST_PARTS));
    this.partUs = grown(this.partUs, new Float64Array(this.parts + FIRST_PARTS));
  }

  private indexOf(kind: PartKind): number {
    const name = `${kind.kind} ${kind.resource} ${kind.at} ${kind.held ? 1 : 0} ${kind.culprit}`;
    const known = this.known.get(name);
    if (known !== undefined) return known;
    this.known.set(name, this.kinds.length);
    return this.kinds.push(kind) - 1;
  }

  private grow(length: number): void {
    this.tenant = grown(this.tenant, new Int32Array(length));
    this.endedUs = grown(this.endedUs, new Float64Array(length));
    this.latencyUs = grown(this.latencyUs, new Float64Array(length));
    this.ending = grown(this.ending, new Int32Array(length));
    this.extraAttempts = grown(this.extraAttempts, new Int32Array(length));
    this.lookup = grown(this.lookup, new Int32Array(length));
    this.partsEnd = grown(this.partsEnd, new Int32Array(length));
  }
}

function grown<T extends Float64Array | Int32Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
