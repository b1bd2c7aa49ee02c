/** @module Power of two choices: the better of two distinct instances drawn at random; ties go to the first drawn. */
import type { BalancingPolicy } from './balancing.ts';
import { SampledChoices } from './sampled-choices.ts';

export const powerOfTwo: BalancingPolicy = {
  id: 'power-of-two',
  title: 'Power of two choices',
  summary: 'The less loaded of two instances drawn at random, without replacement.',
  source: 'Mitzenmacher, The power of two choices in randomized load balancing, IEEE TPDS 12(10), 2001',
  params: [],
  balancer: (stream) => new SampledChoices(stream, 2),
};
