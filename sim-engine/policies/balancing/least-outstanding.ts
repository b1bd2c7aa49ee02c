/** @module Least outstanding: the instance with the fewest requests; ties go to the first in order. */
import { allDown, type Balancer, type BalancingPolicy, type InstanceView } from './balancing.ts';

class LeastOutstanding implements Balancer {
  pick(instances: readonly InstanceView[]): number {
    const none = allDown(instances);
    let best = -1;
    let fewest = Number.POSITIVE_INFINITY;
    for (let i = 0; i < instances.length; i++) {
      const instance = instances[i]!;
      if (instance.outstanding >= fewest || !(instance.up || none)) continue;
      best = i;
      fewest = instance.outstanding;
    }
    return best;
  }

  state(): void {
    // It remembers nothing.
  }
}

export const leastOutstanding: BalancingPolicy = {
  id: 'least-outstanding',
  title: 'Least outstanding',
  summary: 'The instance with the fewest requests; ties go to the first.',
  source: 'Join the shortest queue: Winston, Optimality of the shortest line discipline, J. Appl. Prob. 14, 1977',
  params: [],
  balancer: () => new LeastOutstanding(),
};
