/** @module Consistent hash: a tenant's key always goes to the same instance, and only what was on a lost one moves. */
import { rendezvousScore } from '../../sharding/rendezvous.ts';
import { allDown, type Balancer, type BalancingPolicy, type InstanceView } from './balancing.ts';
import { requestHash } from './request-hash.ts';

class ConsistentHash implements Balancer {
  pick(instances: readonly InstanceView[], tenant: number, key: number): number {
    const hash = requestHash(tenant, key);
    const none = allDown(instances);
    let best = -1;
    let highest = -1;
    for (let i = 0; i < instances.length; i++) {
      if (!(instances[i]!.up || none)) continue;
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

export const consistentHash: BalancingPolicy = {
  id: 'consistent-hash',
  title: 'Consistent hash',
  summary: 'A request goes where its tenant and key always go; when an instance is lost, only its share moves.',
  source:
    'Thaler and Ravishankar, Using name-based mappings to increase hit rates, IEEE/ACM ToN 6(1), 1998 (rendezvous)',
  params: [],
  balancer: () => new ConsistentHash(),
};
