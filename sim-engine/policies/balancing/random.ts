/** @module Random: any instance, each equally likely, whatever it is doing. */
import type { BalancingPolicy } from './balancing.ts';
import { SampledChoices } from './sampled-choices.ts';

export const random: BalancingPolicy = {
  id: 'random',
  title: 'Random',
  summary: 'Any instance with equal probability, whatever it is doing.',
  source: 'Harchol-Balter, Performance Modeling and Design of Computer Systems, 2013, section 24.2',
  params: [],
  balancer: (stream) => new SampledChoices(stream, 1),
};
