/** @module Power of two choices: the better of two distinct instances drawn at random; ties go to the first drawn. */
import type { RandomStream } from '../../kernel/random-stream.ts';
import type { Balancer, BalancingPolicy, InstanceView } from './balancing.ts';

class PowerOfTwo implements Balancer {
  private readonly stream: RandomStream;

  constructor(stream: RandomStream) {
    this.stream = stream;
  }

  pick(instances: readonly InstanceView[]): number {
    const count = instances.length;
    if (count === 1) return 0;
    const first = this.stream.below(count);
    const among = this.stream.below(count - 1);
    const second = among < first ? among : among + 1;
    return instances[second]!.outstanding < instances[first]!.outstanding ? second : first;
  }

  state(): void {
    // All state is in the stream.
  }
}

export const powerOfTwo: BalancingPolicy = {
  id: 'power-of-two',
  title: 'Power of two choices',
  summary: 'The less loaded of two instances drawn at random, without replacement.',
  source: 'Mitzenmacher, The power of two choices in randomized load balancing, IEEE TPDS 12(10), 2001',
  params: [],
  balancer: (stream) => new PowerOfTwo(stream),
};
