/** @module Weighted: smooth weighted round robin, which spreads the turns of a heavy instance instead of bunching them. */
import type { StateCodec } from '../../kernel/state-codec.ts';
import { allDown, type Balancer, type BalancingPolicy, type InstanceView } from './balancing.ts';

class SmoothWeighted implements Balancer {
  /** What each instance is owed, in units of weight; the sum is 0 after every pick. */
  private owed = new Float64Array(0);

  pick(instances: readonly InstanceView[]): number {
    const count = instances.length;
    // Debts among other instances mean nothing to these: the turns begin anew.
    if (this.owed.length !== count) this.owed = new Float64Array(count);
    const { owed } = this;
    const none = allDown(instances);
    let best = -1;
    let total = 0;
    for (let i = 0; i < count; i++) {
      const instance = instances[i]!;
      if (!(instance.up || none)) continue;
      owed[i]! += instance.weight;
      total += instance.weight;
      if (best < 0 || owed[i]! > owed[best]!) best = i;
    }
    owed[best]! -= total;
    return best;
  }

  state(codec: StateCodec): void {
    this.owed = Float64Array.from(codec.float64s(this.owed, this.owed.length));
  }
}

export const weighted: BalancingPolicy = {
  id: 'weighted',
  title: 'Weighted round robin',
  summary: 'Instances in turn, each as often as its weight says, the turns of a heavy one spread evenly.',
  source: 'nginx, ngx_http_upstream_round_robin.c, smooth weighted round robin, 2012',
  params: [],
  balancer: () => new SmoothWeighted(),
};
