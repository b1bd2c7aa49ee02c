/** @module The noise interface: extra load that one tenant brings for a while. */
import { assert } from '../../kernel/assert.ts';
import type { Operation, OperationLock } from '../../model/operation.ts';
import { databaseWorkOf } from '../../model/operation-work.ts';
import type { Definition, ParamValues } from '../../model/registry.ts';
import type { Tenant } from '../../model/scenario.ts';

/** What a noise source sends: requests of a mix, at a Poisson rate. */
export interface NoiseLoad {
  readonly ratePerSec: number;
  /** Operation index and weight. */
  readonly mix: readonly { readonly operation: number; readonly weight: number }[];
  /** Factor on the database demands (CPU and IO). */
  readonly databaseFactor: number;
  /** Keys walked one after the other beyond the tenant's own; 0 to use the tenant's own popularity. */
  readonly sweepKeys: number;
  /** Locks that its requests take at the database in place of the operation's own; they pass the cache by. */
  readonly locks?: readonly OperationLock[];
}

/** A kind of noise. */
export interface NoiseKind extends Definition {
  /** True when its load may bring locks: everybody else then asks for the table as well. */
  readonly locks?: true;
  /**
   * @param params      every parameter of the definition
   * @param tenant      who makes the noise
   * @param operations  the scenario's operations
   */
  load(params: ParamValues, tenant: Tenant, operations: readonly Operation[]): NoiseLoad;
}

/**
 * Orders operations by the load they put on the database when the cache answers nothing; an IO operation counts as 5 ms, a
 * spinning disk's seek.
 */
export function databaseWeight(operation: Operation): number {
  return databaseWorkOf(operation).reduce((sum, { cpu, io }) => sum + cpu.mean + 5_000 * io.mean, 0);
}

/** @returns index of the operation that costs the database least, of those that cost it something */
export function lightest(operations: readonly Operation[]): number {
  let found = -1;
  operations.forEach((operation, index) => {
    const weight = databaseWeight(operation);
    if (weight > 0 && (found < 0 || weight < databaseWeight(operations[found]!))) found = index;
  });
  assert(found >= 0, 'noise: no operation of the scenario uses the database');
  return found;
}
