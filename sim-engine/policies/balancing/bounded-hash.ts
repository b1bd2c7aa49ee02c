/** @module Bounded hash: consistent hashing in which no instance may hold much more than the mean. */
import { rendezvousScore } from '../../sharding/rendezvous.ts';
import { allDown, type Balancer, type BalancingPolicy, type InstanceView } from './balancing.ts';
import { requestHash } from './request-hash.ts';

class BoundedHash implements Balancer {
  private readonly loadFactor: number;

  constructor(loadFactor: number) {
    this.loadFactor = loadFactor;
  }

  pick(instances: readonly InstanceView[], tenant: number, key: number): number {
    const hash = requestHash(tenant, key);
    const none = allDown(instances);
    let count = 0;
    let outstanding = 0;
    for (let i = 0; i < instances.length; i++) {
      if (!(instances[i]!.up || none)) continue;
      count++;
      outstanding += instances[i]!.outstanding;
    }
    // The newcomer counts, so the emptiest instance always lies below the limit.
    const limit = Math.ceil((this.loadFactor * (outstanding + 1)) / count);
    let best = -1;
    let highest = -1;
    for (let i = 0; i < instances.length; i++) {
      const instance = instances[i]!;
      if (!(instance.up || none) || instance.outstanding >= limit) continue;
      const score = rendezvousScore(hash, i);
      if (score <= highest) continue;
      best = i;
      highest = score;
    }
    return best;
  }

  state(): void {
    // It remembers nothing.
  }
}

export const boundedHash: BalancingPolicy = {
  id: 'bounded-hash',
  title: 'Bounded hash',
  summary: 'Consistent hash, but what would overfill an instance goes to the next in the order of its key.',
  source: 'Mirrokni, Thorup, Zadimoghaddam, Consistent hashing with bounded loads, SODA 2018',
  params: [
    {
      name: 'loadFactor',
      label: 'Load factor',
      unit: '',
      min: 1,
      max: 100,
      default: 1.25,
      doc: 'Most requests at an instance, as a multiple of the mean, rounded up.',
    },
  ],
  balancer: (_stream, params) => new BoundedHash(params.loadFactor!),
};
