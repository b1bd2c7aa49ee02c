/** @module Shuffle shard: each tenant has a few instances of its own choosing, and the least loaded of them serves it. */
import { hashPair } from '../../sharding/hash.ts';
import { rendezvousOrder } from '../../sharding/rendezvous.ts';
import type { Balancer, BalancingPolicy, InstanceView } from './balancing.ts';

class ShuffleShard implements Balancer {
  private readonly size: number;
  /** Instances in each tenant's order of preference: a function of tenant and count, so no state. */
  private orders: Int32Array[] = [];
  private count = 0;

  constructor(size: number) {
    this.size = size;
  }

  pick(instances: readonly InstanceView[], tenant: number): number {
    if (this.count !== instances.length) {
      this.count = instances.length;
      this.orders = [];
    }
    this.orders[tenant] ??= rendezvousOrder(hashPair(tenant, 0), this.count);
    const order = this.orders[tenant];
    let best = -1;
    for (let rank = 0; rank < this.count; rank++) {
      // Beyond the shard only when all of it is down, and then no further than to one instance.
      if (rank >= this.size && best >= 0) break;
      const candidate = order[rank]!;
      if (!instances[candidate]!.up) continue;
      if (best < 0 || instances[candidate]!.outstanding < instances[best]!.outstanding) best = candidate;
    }
    return best < 0 ? order[0]! : best;
  }

  state(): void {
    // It remembers nothing that it cannot work out again.
  }
}

export const shuffleShard: BalancingPolicy = {
  id: 'shuffle-shard',
  title: 'Shuffle shard',
  summary: 'Each tenant is served by a few instances of its own, the least loaded first; two tenants rarely share all.',
  source: 'MacCárthaigh, Workload isolation using shuffle-sharding, Amazon Builders’ Library, 2019',
  params: [
    {
      name: 'shardSize',
      label: 'Shard size',
      unit: '',
      min: 1,
      max: 64,
      default: 2,
      integer: true,
      doc: 'Instances per tenant; as many as there are is least outstanding.',
    },
  ],
  balancer: (_stream, params) => new ShuffleShard(params.shardSize!),
};
