/** @module Round robin: each instance in turn. */
import type { StateCodec } from '../../kernel/state-codec.ts';
import { allDown, type Balancer, type BalancingPolicy, type InstanceView } from './balancing.ts';

class RoundRobin implements Balancer {
  private turn = 0;

  pick(instances: readonly InstanceView[]): number {
    let picked = this.turn < instances.length ? this.turn : 0;
    if (instances[picked]!.up === false && !allDown(instances)) {
      do picked = picked + 1 < instances.length ? picked + 1 : 0;
      while (!instances[picked]!.up);
    }
    this.turn = picked + 1;
    return picked;
  }

  state(codec: StateCodec): void {
    this.turn = codec.number(this.turn);
  }
}

export const roundRobin: BalancingPolicy = {
  id: 'round-robin',
  title: 'Round robin',
  summary: 'Each instance in turn, whatever it is doing.',
  source: 'Harchol-Balter, Performance Modeling and Design of Computer Systems, 2013, section 24.2',
  params: [],
  balancer: () => new RoundRobin(),
};
