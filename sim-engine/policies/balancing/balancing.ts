/** @module The balancing interface: which of a pool's instances takes the next request. */
import type { RandomStream } from '../../kernel/random-stream.ts';
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { Definition } from '../../model/registry.ts';

/** What a balancer may know of an instance. */
export interface InstanceView {
  /** Requests at the instance, in service included. */
  readonly outstanding: number;
}

/** Picks instances for one pool. */
export interface Balancer {
  /**
   * @param instances  at least one, always in the same order
   * @returns an index below `instances.length`
   */
  pick(instances: readonly InstanceView[], tenant: number, key: number): number;
  state(codec: StateCodec): void;
}

/** A balancing policy. */
export interface BalancingPolicy extends Definition {
  /** @param stream  the balancer's own randomness: using it changes no other draw */
  balancer(stream: RandomStream): Balancer;
}
