/**
 * @module Tenant cache: everything about a shared cache that is the same whatever the policy: who holds what, caps and
 * reserves, time to live, and the memory of who pushed out whom.
 */
import { assert } from '../../../kernel/assert.ts';
import type { RandomStream } from '../../../kernel/random-stream.ts';
import type { StateCodec } from '../../../kernel/state-codec.ts';
import type { Cache, CacheTerms } from '../eviction.ts';
import type { EvictionOrder } from './eviction-order.ts';
import { ABSENT, GONE, hashKey, KeyTable } from './key-table.ts';
import { Lanes } from './lanes.ts';
import { passPushedOut } from './pushed-out-state.ts';

const NONE = -1;

/**
 * A cache on arrays. A key's value in the table is its node while it is held, `~evictor`, which is below 0, once it was
 * pushed out, and `GONE` after it was removed. The table grows with the number of different keys that were ever put in.
 */
class TenantCache implements Cache {
  readonly capacity: number;
  readonly held: Int32Array;
  private size = 0;
  private readonly order: EvictionOrder;
  private readonly lanes: Lanes;
  private readonly table: KeyTable;
  private readonly nodeTenant: Int32Array;
  /** Slot of a node's key; of a free node, the next free one. */
  private readonly nodeSlot: Int32Array;
  private firstFree = NONE;
  private used = 0;
  private readonly ttlUs: number;
  private readonly jitterShare: number;
  private readonly stream: RandomStream;

  constructor(terms: CacheTerms, stream: RandomStream, lanes: Lanes, order: EvictionOrder) {
    const { capacity, tenants, ttlUs, ttlJitterShare } = terms;
    assert(capacity >= 1 && tenants >= 1, `cache: ${capacity} entries for ${tenants} tenants`);
    assert(ttlUs === undefined || ttlUs >= 1, `cache: a time to live of ${ttlUs} µs`);
    this.capacity = capacity;
    this.held = new Int32Array(tenants);
    this.order = order;
    this.lanes = lanes;
    this.table = new KeyTable(ttlUs !== undefined, (value, slot) => {
      if (value >= 0) this.nodeSlot[value] = slot;
    });
    this.nodeTenant = new Int32Array(capacity);
    this.nodeSlot = new Int32Array(capacity);
    this.ttlUs = ttlUs ?? Number.POSITIVE_INFINITY;
    this.jitterShare = ttlJitterShare ?? 0;
    this.stream = stream;
  }

  lookup(tenant: number, key: number, nowUs: number): boolean {
    const hash = hashKey(tenant, key);
    this.order.asked?.(hash);
    const slot = this.freshSlot(tenant, key, hash, nowUs);
    if (slot === ABSENT) return false;
    const node = this.table.valueAt(slot);
    if (node < 0) return false;
    this.order.touch(node, this.lanes.of(tenant));
    return true;
  }

  insert(tenant: number, key: number, nowUs: number): number {
    const hash = hashKey(tenant, key);
    const slot = this.freshSlot(tenant, key, hash, nowUs);
    if (slot !== ABSENT && this.table.valueAt(slot) >= 0) {
      this.order.touch(this.table.valueAt(slot), this.lanes.of(tenant));
      this.table.setUntilAt(slot, this.untilUs(nowUs));
      return NONE;
    }
    let evicted = NONE;
    if (this.size === this.capacity || this.lanes.full(tenant, this.held)) {
      this.lanes.openFor(tenant, this.held);
      const victim = this.order.victim(this.lanes);
      if (victim === NONE) return NONE;
      evicted = this.evict(victim, tenant);
    }
    this.enter(tenant, key, hash, slot, this.untilUs(nowUs));
    return evicted;
  }

  remove(tenant: number, key: number): void {
    const slot = this.table.find(tenant, key, hashKey(tenant, key));
    if (slot !== ABSENT) this.forget(slot);
  }

  evictor(tenant: number, key: number): number {
    const slot = this.table.find(tenant, key, hashKey(tenant, key));
    if (slot === ABSENT) return NONE;
    const value = this.table.valueAt(slot);
    return value < 0 && value !== GONE ? ~value : NONE;
  }

  clear(tenant: number): void {
    this.table.forEach((slot) => {
      const node = this.table.valueAt(slot);
      if (node >= 0 && this.table.tenantAt(slot) === tenant) this.freeNode(node);
    });
    this.table.removeTenant(tenant);
  }

  clearAll(): void {
    this.table.forEach((slot) => {
      if (this.table.valueAt(slot) >= 0) this.freeNode(this.table.valueAt(slot));
    });
    this.table.removeAll();
  }

  state(codec: StateCodec): void {
    const nodes = new Int32Array(this.size);
    if (!codec.restoring) this.order.list(nodes);
    const timed = this.ttlUs < Number.POSITIVE_INFINITY;
    const slots = nodes.map((node) => this.nodeSlot[node]!);
    const tenants = slots.map((slot) => this.table.tenantAt(slot));
    const keys = slots.map((slot) => this.table.keyAt(slot));
    const times = Float64Array.from(timed ? slots : [], (slot) => this.table.untilAt(slot));
    const savedTenants = codec.int32s(tenants, tenants.length);
    const savedKeys = codec.int32s(keys, keys.length);
    const savedTimes = codec.float64s(times, times.length);
    if (codec.restoring) {
      assert(this.used === 0, 'cache: it must be new to be restored');
      savedTenants.forEach((tenant, at) => {
        const key = savedKeys[at]!;
        this.enter(tenant, key, hashKey(tenant, key), ABSENT, savedTimes[at] ?? Number.POSITIVE_INFINITY);
      });
    }
    passPushedOut(codec, this.table, timed);
    this.order.state(codec, codec.restoring ? Int32Array.from({ length: this.size }, (_, node) => node) : nodes);
  }

  /** Puts an entry in for which there is room, into the slot that its key has or into a new one. */
  private enter(tenant: number, key: number, hash: number, found: number, untilUs: number): void {
    const node = this.takeNode(tenant);
    const slot = found === ABSENT ? this.table.add(tenant, key, hash, node) : found;
    this.table.setValueAt(slot, node);
    this.table.setUntilAt(slot, untilUs);
    this.nodeSlot[node] = slot;
    this.order.enter(node, this.lanes.of(tenant), hash);
  }

  /** Finds the slot of a key, and removes the key if its time has come. */
  private freshSlot(tenant: number, key: number, hash: number, nowUs: number): number {
    const slot = this.table.find(tenant, key, hash);
    if (slot === ABSENT || nowUs < this.table.untilAt(slot)) return slot;
    this.forget(slot);
    return slot;
  }

  /** Drawn per entry: entries put in together do not expire together, and none outlives the time to live. */
  private untilUs(nowUs: number): number {
    if (this.jitterShare === 0) return nowUs + this.ttlUs;
    return nowUs + Math.ceil(this.ttlUs * (1 - this.jitterShare * this.stream.uniform()));
  }

  private evict(node: number, by: number): number {
    const tenant = this.nodeTenant[node]!;
    this.table.setValueAt(this.nodeSlot[node]!, ~by);
    this.freeNode(node);
    return tenant;
  }

  private forget(slot: number): void {
    const node = this.table.valueAt(slot);
    if (node >= 0) this.freeNode(node);
    this.table.setValueAt(slot, GONE);
  }

  private takeNode(tenant: number): number {
    let node = this.firstFree;
    if (node === NONE) node = this.used++;
    else this.firstFree = this.nodeSlot[node]!;
    this.nodeTenant[node] = tenant;
    this.size++;
    this.held[tenant]!++;
    return node;
  }

  private freeNode(node: number): void {
    const tenant = this.nodeTenant[node]!;
    this.order.leave(node, this.lanes.of(tenant));
    this.nodeSlot[node] = this.firstFree;
    this.firstFree = node;
    this.size--;
    this.held[tenant]!--;
  }
}

/**
 * Builds a cache around an order of eviction.
 *
 * @param order  makes the order for so many entries and lanes
 */
export function tenantCache(
  terms: CacheTerms,
  stream: RandomStream,
  order: (capacity: number, lanes: number) => EvictionOrder,
): Cache {
  const lanes = new Lanes(terms);
  return new TenantCache(terms, stream, lanes, order(terms.capacity, lanes.count));
}
