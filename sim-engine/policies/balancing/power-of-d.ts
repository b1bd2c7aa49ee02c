/** @module Power of d choices: the best of d distinct instances drawn at random; ties go to the first drawn. */
import type { BalancingPolicy } from './balancing.ts';
import { SampledChoices } from './sampled-choices.ts';

export const powerOfD: BalancingPolicy = {
  id: 'power-of-d',
  title: 'Power of d choices',
  summary: 'The least loaded of d instances drawn at random, without replacement.',
  source: 'Mitzenmacher, The power of two choices in randomized load balancing, IEEE TPDS 12(10), 2001, section 3',
  params: [
    {
      name: 'choices',
      label: 'Choices',
      unit: '',
      min: 1,
      max: 64,
      default: 3,
      integer: true,
      doc: 'How many instances are drawn and compared; 1 is random, as many as there are is least outstanding.',
    },
  ],
  balancer: (stream, params) => new SampledChoices(stream, params.choices!),
};
