/** @module The balancing interface: which of a pool's instances takes the next request. */
import type { RandomStream } from '../../kernel/random-stream.ts';
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { Definition, ParamValues } from '../../model/registry.ts';

/** What a balancer may know of an instance. */
export interface InstanceView {
  /** Requests at the instance, in service included. */
  readonly outstanding: number;
  /** Its part of the work relative to the others', > 0. */
  readonly weight: number;
  /** False while it answers nobody. */
  readonly up: boolean;
}

/** Picks instances for one pool. */
export interface Balancer {
  /**
   * Never picks an instance that is down while another is up; when all are, it picks as if all were up.
   *
   * @param instances  at least one, always in the same order
   * @param tenant     index of the tenant whose request it is
   * @param key        what the request asks for, a whole number >= 0; {@link NO_KEY} when it asks for nothing in particular
   * @returns an index below `instances.length`
   */
  pick(instances: readonly InstanceView[], tenant: number, key: number): number;
  state(codec: StateCodec): void;
}

/** A balancing policy. */
export interface BalancingPolicy extends Definition {
  /**
   * @param stream  the balancer's own randomness: using it changes no other draw
   * @param params  every parameter of the definition
   */
  balancer(stream: RandomStream, params: ParamValues): Balancer;
}

/** The key of a request that has none. */
export const NO_KEY = -1;

/** @returns true when no instance is up, so that being down sets none of them apart */
export function allDown(instances: readonly InstanceView[]): boolean {
  for (let i = 0; i < instances.length; i++) if (instances[i]!.up) return false;
  return true;
}
