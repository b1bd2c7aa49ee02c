/** @module Key table: from (tenant, key) to a number, by open addressing on one array, whatever the keys and the tenants. */

/** What `find` gives when a key has no slot. */
export const ABSENT = -1;
/** Value of a slot whose key has been taken out; no key may have it. */
export const GONE = -2_147_483_648;

/** Tenant, key and value of a slot lie side by side, so that a probe touches one cache line. */
const STRIDE = 3;
const FREE = -1;
const SLOTS_MIN = 64;

/**
 * Hash of a key in its tenant's space.
 *
 * @returns a signed 32-bit word
 * @source Appleby, MurmurHash3 (finalizer), 2008
 */
export function hashKey(tenant: number, key: number): number {
  let h = Math.imul(tenant, 0x9e3779b1) ^ key;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/**
 * A hash table with linear probing, at most two thirds full. A key that is taken out keeps its slot, with the value `GONE`,
 * until the table is built anew, so that a slot stays where it is and a key that comes back costs nothing.
 *
 * @source Knuth, The Art of Computer Programming 3, section 6.4, algorithm L
 */
export class KeyTable {
  private slots = new Int32Array(SLOTS_MIN * STRIDE).fill(FREE);
  private untilUs: Float64Array | null;
  private mask = SLOTS_MIN - 1;
  /** Slots taken, those of keys that are gone included. */
  private taken = 0;
  private readonly moved: (value: number, slot: number) => void;

  /**
   * @param timed  whether each key also has a time
   * @param moved  told the new slot of every key when the table is built anew
   */
  constructor(timed: boolean, moved: (value: number, slot: number) => void) {
    this.untilUs = timed ? new Float64Array(SLOTS_MIN) : null;
    this.moved = moved;
  }

  /**
   * @param hash  of the key
   * @returns its slot, valid until the next `add` or `removeTenant`, even of a key that is gone; or `ABSENT`
   */
  find(tenant: number, key: number, hash: number): number {
    const { slots, mask } = this;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const at = slot * STRIDE;
      const holder = slots[at]!;
      if (holder === FREE) return ABSENT;
      if (holder === tenant && slots[at + 1] === key) return slot;
    }
  }

  tenantAt(slot: number): number {
    return this.slots[slot * STRIDE]!;
  }

  keyAt(slot: number): number {
    return this.slots[slot * STRIDE + 1]!;
  }

  valueAt(slot: number): number {
    return this.slots[slot * STRIDE + 2]!;
  }

  setValueAt(slot: number, value: number): void {
    this.slots[slot * STRIDE + 2] = value;
  }

  /** @returns the time of a key, or Infinity in a table without times */
  untilAt(slot: number): number {
    return this.untilUs === null ? Number.POSITIVE_INFINITY : this.untilUs[slot]!;
  }

  setUntilAt(slot: number, untilUs: number): void {
    if (this.untilUs !== null) this.untilUs[slot] = untilUs;
  }

  /** Adds a key that has no slot. @returns its slot */
  add(tenant: number, key: number, hash: number, value: number): number {
    if (3 * (this.taken + 1) > 2 * (this.mask + 1)) this.rebuild(FREE);
    return this.place(tenant, key, hash, value);
  }

  /** Removes every key of a tenant. */
  removeTenant(tenant: number): void {
    this.rebuild(tenant);
  }

  removeAll(): void {
    this.slots.fill(FREE);
    this.taken = 0;
  }

  /** @param each  called with the slot of every key; it may change values, not keys */
  forEach(each: (slot: number) => void): void {
    for (let slot = 0; slot <= this.mask; slot++) {
      if (this.tenantAt(slot) !== FREE && this.valueAt(slot) !== GONE) each(slot);
    }
  }

  /** Builds the table anew for the keys that are not gone; it doubles where they fill more than a third of it. */
  private rebuild(without: number): void {
    const { slots, untilUs, mask } = this;
    const stays = (at: number) => slots[at] !== FREE && slots[at] !== without && slots[at + 2] !== GONE;
    let keys = 0;
    for (let at = 0; at < slots.length; at += STRIDE) if (stays(at)) keys++;
    const count = 3 * keys > mask + 1 ? 2 * (mask + 1) : mask + 1;
    this.slots = new Int32Array(count * STRIDE).fill(FREE);
    this.untilUs = untilUs === null ? null : new Float64Array(count);
    this.mask = count - 1;
    this.taken = 0;
    for (let from = 0; from <= mask; from++) {
      const at = from * STRIDE;
      if (!stays(at)) continue;
      const [tenant, key, value] = [slots[at]!, slots[at + 1]!, slots[at + 2]!];
      const to = this.place(tenant, key, hashKey(tenant, key), value);
      if (untilUs !== null) this.setUntilAt(to, untilUs[from]!);
      this.moved(value, to);
    }
  }

  private place(tenant: number, key: number, hash: number, value: number): number {
    const { slots, mask } = this;
    let slot = hash & mask;
    while (slots[slot * STRIDE] !== FREE) slot = (slot + 1) & mask;
    slots[slot * STRIDE] = tenant;
    slots[slot * STRIDE + 1] = key;
    slots[slot * STRIDE + 2] = value;
    this.taken++;
    return slot;
  }
}
