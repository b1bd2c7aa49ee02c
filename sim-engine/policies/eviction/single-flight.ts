/**
 * @module Single flight: of the requests that miss the same key, the first fetches it and the others wait for what it brings.
 *
 * Without it every request that arrives while a popular key is being fetched fetches it too: a stampede.
 */
import type { StateCodec } from '../../kernel/state-codec.ts';
import { ABSENT, GONE, hashKey, KeyTable } from './store/key-table.ts';

const NONE = -1;

/**
 * Who fetches what, and who waits for it. Requests are small whole numbers, as rows of a request table are; a request is in
 * at most one flight at a time.
 *
 * @source Go, package golang.org/x/sync/singleflight; Nishtala et al., Scaling Memcache at Facebook, NSDI 2013 (leases)
 */
export class SingleFlight {
  /** From a key to the request that fetches it. */
  private readonly flights = new KeyTable(false, () => {
    // Nothing keeps a slot.
  });
  /** Request that waits next behind each request. */
  private next = new Int32Array(64).fill(NONE);
  /** Of a request that fetches: the last that waits behind it. */
  private last = new Int32Array(64);

  /** @returns true when this request has to fetch the key; otherwise it waits in line until the flight lands */
  join(tenant: number, key: number, request: number): boolean {
    if (request >= this.next.length) this.grow(request);
    this.next[request] = NONE;
    const hash = hashKey(tenant, key);
    const slot = this.flights.find(tenant, key, hash);
    const leader = slot === ABSENT ? GONE : this.flights.valueAt(slot);
    if (leader === GONE) {
      if (slot === ABSENT) this.flights.add(tenant, key, hash, request);
      else this.flights.setValueAt(slot, request);
      this.last[request] = request;
      return true;
    }
    this.next[this.last[leader]!] = request;
    this.last[leader] = request;
    return false;
  }

  /**
   * Ends the flight of a key, whether it brought the entry or failed.
   *
   * @returns the request that waited first, or -1; `after` gives those behind it. Read the line before any of them joins again.
   */
  land(tenant: number, key: number): number {
    const slot = this.flights.find(tenant, key, hashKey(tenant, key));
    const leader = slot === ABSENT ? GONE : this.flights.valueAt(slot);
    if (leader === GONE) return NONE;
    this.flights.setValueAt(slot, GONE);
    return this.next[leader]!;
  }

  /** @returns the request that waited next behind this one, or -1 */
  after(request: number): number {
    return this.next[request]!;
  }

  state(codec: StateCodec): void {
    const tenants: number[] = [];
    const keys: number[] = [];
    const requests: number[] = [];
    const slots: number[] = [];
    this.flights.forEach((slot) => {
      slots.push(slot);
    });
    // In order of their first requests: the same state is the same bytes, wherever its keys stand in the table.
    slots.sort((a, b) => this.flights.valueAt(a) - this.flights.valueAt(b));
    // A flight is written as one run of its requests, in order, that all carry its key.
    for (const slot of slots) {
      for (let request = this.flights.valueAt(slot); request !== NONE; request = this.next[request]!) {
        tenants.push(this.flights.tenantAt(slot));
        keys.push(this.flights.keyAt(slot));
        requests.push(request);
      }
    }
    const savedTenants = codec.int32s(Int32Array.from(tenants), tenants.length);
    const savedKeys = codec.int32s(Int32Array.from(keys), keys.length);
    const savedRequests = codec.int32s(Int32Array.from(requests), requests.length);
    if (!codec.restoring) return;
    savedRequests.forEach((request, at) => {
      this.join(savedTenants[at]!, savedKeys[at]!, request);
    });
  }

  private grow(request: number): void {
    const length = Math.max(2 * this.next.length, request + 1);
    const next = new Int32Array(length).fill(NONE);
    const last = new Int32Array(length);
    next.set(this.next);
    last.set(this.last);
    this.next = next;
    this.last = last;
  }
}
