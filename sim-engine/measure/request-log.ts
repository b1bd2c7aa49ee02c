/**
 * @module Request log: what became of every request of a tenant, by its number in the order of arrival.
 *
 * Two runs with the same arrivals can then be compared request by request. Kept only where it is asked for: 16 bytes a request.
 */
import type { StateCodec } from '../kernel/state-codec.ts';

/** Stand in place of a latency: not finished yet, and ended without an answer. */
export const OPEN = -1;
export const LOST = -2;

/** Outcomes of one tenant's requests; columns are as long as they may become, `count` says how far they are filled. */
export class RequestLog {
  count = 0;
  /** When each arrived, ascending; microseconds. */
  arrivedUs: Float64Array = new Float64Array(1024);
  /** Latency of each, microseconds, or {@link OPEN} or {@link LOST}. */
  latencyUs: Float64Array = new Float64Array(1024);
  /** Number of the request that stands in each row of the request table. */
  private numberOfRow: Int32Array = new Int32Array(256);

  /** @param row  row in which it stands until it ends */
  arrive(row: number, nowUs: number): void {
    if (this.count === this.latencyUs.length) {
      this.arrivedUs = grown(this.arrivedUs, new Float64Array(2 * this.count));
      this.latencyUs = grown(this.latencyUs, new Float64Array(2 * this.count));
    }
    if (row >= this.numberOfRow.length) this.numberOfRow = grown(this.numberOfRow, new Int32Array(2 * row));
    this.numberOfRow[row] = this.count;
    this.arrivedUs[this.count] = nowUs;
    this.latencyUs[this.count] = OPEN;
    this.count++;
  }

  /**
   * @param row      where it stood
   * @param outcome  latency, microseconds, or {@link LOST}
   */
  end(row: number, outcome: number): void {
    this.latencyUs[this.numberOfRow[row]!] = outcome;
  }

  state(codec: StateCodec): void {
    this.count = codec.number(this.count);
    this.arrivedUs = codec.float64s(this.arrivedUs, this.count);
    this.latencyUs = codec.float64s(this.latencyUs, this.count);
    this.numberOfRow = codec.int32s(this.numberOfRow, this.numberOfRow.length);
    if (!codec.restoring) return;
    this.arrivedUs = grown(this.arrivedUs, new Float64Array(this.count + 1024));
    this.latencyUs = grown(this.latencyUs, new Float64Array(this.count + 1024));
  }
}

function grown<T extends Float64Array | Int32Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
