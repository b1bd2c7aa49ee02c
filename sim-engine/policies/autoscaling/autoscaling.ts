/** @module The autoscaling interface: how many instances a pool should have, from what was measured of it. */
import type { Definition, ParamValues } from '../../model/registry.ts';

/** What an autoscaling policy may know of a pool. */
export interface PoolLoad {
  /** Instances that take work. */
  readonly ready: number;
  /** Instances on the way. */
  readonly booting: number;
  /** Busy server time over the server time there was since the last evaluation, 0..1. */
  readonly utilisation: number;
  /** Requests at the pool now, in service included. */
  readonly present: number;
}

/** An autoscaling policy; it decides alike when asked alike. */
export interface AutoscalingPolicy extends Definition {
  /**
   * @param load    measured over the last period
   * @param params  every parameter of the definition
   * @returns instances wanted, those on the way included; bounds are the caller's business
   */
  wanted(load: PoolLoad, params: ParamValues): number;
}
