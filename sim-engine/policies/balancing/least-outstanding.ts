/** @module Least outstanding: the instance with the fewest requests; ties go to the first in order. */
import type { Balancer, BalancingPolicy, InstanceView } from './balancing.ts';

class LeastOutstanding implements Balancer {
  pick(instances: readonly InstanceView[]): number {
    let best = 0;
    for (let i = 1; i < instances.length; i++) {
      if (instances[i]!.outstanding < instances[best]!.outstanding) best = i;
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
