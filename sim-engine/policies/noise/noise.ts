/** @module The noise interface: extra load that one tenant brings for a while. */
import type { Definition, ParamValues } from '../../model/registry.ts';
import type { Operation, Tenant } from '../../model/scenario.ts';

/** What a noise source sends: requests of a mix, at a Poisson rate. */
export interface NoiseLoad {
  readonly ratePerSec: number;
  /** Operation index and weight. */
  readonly mix: readonly { readonly operation: number; readonly weight: number }[];
  /** Factor on the database demands (CPU and IO). */
  readonly databaseFactor: number;
  /** Keys walked one after the other beyond the tenant's own; 0 to use the tenant's own popularity. */
  readonly sweepKeys: number;
}

/** A kind of noise. */
export interface NoiseKind extends Definition {
  /**
   * @param params      every parameter of the definition
   * @param tenant      who makes the noise
   * @param operations  the scenario's operations
   */
  load(params: ParamValues, tenant: Tenant, operations: readonly Operation[]): NoiseLoad;
}
