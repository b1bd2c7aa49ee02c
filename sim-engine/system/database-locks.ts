/**
 * @module Database locks: what requests lock while they are at a database. Each database has its own: one for the table that
 * its tenants share, and one for any tenant's part of it or row of it that is in use.
 *
 * A lock that nobody holds or waits for any more is used again for another part or row, so that there are never more of them
 * than requests hold and wait for. Invariant: of one tenant's part, or of one row, no two locks are in use.
 */
import { assert } from '../kernel/assert.ts';
import type { StateCodec } from '../kernel/state-codec.ts';
import { LockBlame } from '../measure/blame/lock-blame.ts';
import { SoleHolderBlame } from '../measure/blame/sole-holder-blame.ts';
import type { LockScope } from '../model/operation.ts';
import { Lock } from './lock.ts';
import type { World } from './world.ts';

/** Numbers of the scopes in compiled steps, from the widest to the narrowest. */
export const LOCK_SCOPES: readonly LockScope[] = ['table', 'tenant', 'row'];
const TABLE = 0;
const ROW = 2;

/** What waits for locks are called in the ledger. */
const RESOURCE = 'locks';
/** Room for the keys of one tenant, those of its noises included. */
const KEY_SPAN = 4_294_967_296;

/** The locks of all databases of a world. */
export class DatabaseLocks {
  private readonly world: World;
  private readonly made: () => void;
  /** By index of the database's pool. */
  private readonly tables = new Map<number, Lock>();
  private readonly used = new Map<number, Lock>();
  /** What each lock in use is used for, by its index. */
  private readonly useOf = new Map<number, number>();
  private free: Lock[] = [];

  /** @param made  told when a lock is made for parts and rows, so that a restored run makes it again in the same order */
  constructor(world: World, made: () => void) {
    this.world = world;
    this.made = made;
  }

  /** A database is built. */
  addTable(pool: number, id: string): void {
    const { world } = this;
    const blame = world.ledger === null ? null : new LockBlame(world.ledger, RESOURCE);
    const lock = new Lock(world.locks.length, id, world.requests.items, blame);
    world.locks.push(lock);
    this.tables.set(pool, lock);
  }

  /** Makes a lock for parts and rows. */
  make(): void {
    const { world } = this;
    const blame = world.ledger === null ? null : new SoleHolderBlame(world.ledger, RESOURCE, 'itself');
    const lock = new Lock(world.locks.length, 'rows', world.requests.items, blame);
    world.locks.push(lock);
    this.free.push(lock);
  }

  /**
   * @param row    of a request that is about to ask for the lock
   * @param pool   index of the database that it is at
   * @param scope  place in {@link LOCK_SCOPES}
   */
  find(row: number, pool: number, scope: number): Lock {
    if (scope === TABLE) return this.tables.get(pool)!;
    const { accounts, requests } = this.world;
    const part = scope === ROW ? requests.key[row]! + 1 : 0;
    const use = (pool * accounts.length + requests.tenant[row]!) * KEY_SPAN + part;
    const known = this.used.get(use);
    if (known !== undefined) return known;
    if (this.free.length === 0) {
      this.make();
      this.made();
    }
    const lock = this.free.pop()!;
    this.take(use, lock);
    return lock;
  }

  /** A lock is not held or waited for any more. */
  fallenFree(lock: Lock): void {
    const use = this.useOf.get(lock.index);
    if (use === undefined) return;
    this.used.delete(use);
    this.useOf.delete(lock.index);
    this.free.push(lock);
  }

  state(codec: StateCodec): void {
    const count = codec.number(this.useOf.size);
    const locks = codec.int32s(Int32Array.from(this.useOf.keys()), count);
    const uses = codec.float64s(Float64Array.from(this.useOf.values()), count);
    const free = codec.int32s(
      Int32Array.from(this.free, ({ index }) => index),
      codec.number(this.free.length),
    );
    if (!codec.restoring) return;
    assert(count + free.length === this.free.length, 'database locks: some are neither in use nor free');
    locks.forEach((lock, at) => {
      this.take(uses[at]!, this.world.locks[lock]!);
    });
    this.free = Array.from(free, (index) => this.world.locks[index]!);
  }

  private take(use: number, lock: Lock): void {
    this.used.set(use, lock);
    this.useOf.set(lock.index, use);
  }
}

/** @returns the place of a scope in compiled steps */
export function scopeNumber(on: LockScope): number {
  return LOCK_SCOPES.indexOf(on);
}
