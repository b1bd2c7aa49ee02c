/** @module LRU cache whose entries belong to tenants: it knows whose key pushed out whose. */
import type { StateCodec } from '../kernel/state-codec.ts';

const NONE = -1;

/**
 * Least recently used, on arrays: a doubly linked list of nodes and, per tenant, a table from key to node.
 *
 * @source Mattson et al., Evaluation techniques for storage hierarchies, IBM Systems Journal 9(2), 1970
 */
export class LruCache {
  readonly capacity: number;
  /** Entries held per tenant. */
  readonly held: Int32Array;
  private size = 0;
  private newest = NONE;
  private oldest = NONE;
  private readonly newer: Int32Array;
  private readonly older: Int32Array;
  private readonly nodeTenant: Int32Array;
  private readonly nodeKey: Int32Array;
  private readonly freed: number[] = [];
  private used = 0;
  private readonly nodes: (Int32Array | null)[];

  /**
   * @param capacity  entries, >= 1
   * @param tenants   number of tenants
   */
  constructor(capacity: number, tenants: number) {
    this.capacity = capacity;
    this.held = new Int32Array(tenants);
    this.newer = new Int32Array(capacity);
    this.older = new Int32Array(capacity);
    this.nodeTenant = new Int32Array(capacity);
    this.nodeKey = new Int32Array(capacity);
    this.nodes = new Array<Int32Array | null>(tenants).fill(null);
  }

  /** @returns true on a hit, which makes the entry the newest */
  lookup(tenant: number, key: number): boolean {
    const node = this.find(tenant, key);
    if (node === NONE) return false;
    if (node !== this.newest) {
      this.unlink(node);
      this.link(node);
    }
    return true;
  }

  /**
   * Puts an entry in as the newest; the oldest goes when there is no room.
   *
   * @returns the tenant whose entry was pushed out, or -1
   */
  insert(tenant: number, key: number): number {
    if (this.lookup(tenant, key)) return NONE;
    let evicted = NONE;
    if (this.size === this.capacity) {
      evicted = this.nodeTenant[this.oldest]!;
      this.removeNode(this.oldest);
    }
    const node = this.freed.pop() ?? this.used++;
    this.nodeTenant[node] = tenant;
    this.nodeKey[node] = key;
    this.table(tenant, key)[key] = node;
    this.link(node);
    this.size++;
    this.held[tenant]!++;
    return evicted;
  }

  /** Removes an entry if it is there. */
  remove(tenant: number, key: number): void {
    const node = this.find(tenant, key);
    if (node !== NONE) this.removeNode(node);
  }

  state(codec: StateCodec): void {
    const tenants = new Int32Array(this.size);
    const keys = new Int32Array(this.size);
    for (let node = this.oldest, i = 0; node !== NONE; node = this.newer[node]!, i++) {
      tenants[i] = this.nodeTenant[node]!;
      keys[i] = this.nodeKey[node]!;
    }
    const savedTenants = codec.int32s(tenants, tenants.length);
    const savedKeys = codec.int32s(keys, keys.length);
    if (!codec.restoring) return;
    for (let i = 0; i < savedTenants.length; i++) this.insert(savedTenants[i]!, savedKeys[i]!);
  }

  private find(tenant: number, key: number): number {
    const table = this.nodes[tenant];
    return table === null || table === undefined || key >= table.length ? NONE : table[key]!;
  }

  private table(tenant: number, key: number): Int32Array {
    let table = this.nodes[tenant] ?? null;
    if (table === null || key >= table.length) {
      const larger = new Int32Array(Math.max(256, 2 * (key + 1))).fill(NONE);
      if (table !== null) larger.set(table);
      table = larger;
      this.nodes[tenant] = table;
    }
    return table;
  }

  private removeNode(node: number): void {
    this.unlink(node);
    const tenant = this.nodeTenant[node]!;
    this.nodes[tenant]![this.nodeKey[node]!] = NONE;
    this.held[tenant]!--;
    this.size--;
    this.freed.push(node);
  }

  private link(node: number): void {
    this.newer[node] = NONE;
    this.older[node] = this.newest;
    if (this.newest !== NONE) this.newer[this.newest] = node;
    this.newest = node;
    if (this.oldest === NONE) this.oldest = node;
  }

  private unlink(node: number): void {
    const newer = this.newer[node]!;
    const older = this.older[node]!;
    if (newer === NONE) this.newest = older;
    else this.older[newer] = older;
    if (older === NONE) this.oldest = newer;
    else this.newer[older] = newer;
  }
}
