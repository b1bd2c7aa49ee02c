/** @module Lognormal demand: a heavy but moment-finite tail, set by its coefficient of variation. */
import { exp, log } from '../../kernel/portable-math.ts';
import type { ServiceLaw } from './law.ts';

export const lognormal: ServiceLaw = {
  id: 'lognormal',
  title: 'Lognormal',
  summary: 'Skewed work: most requests are short and the long ones are much longer than the mean.',
  source: 'Law, Simulation Modeling and Analysis, 2015, section 6.2.2',
  params: [
    {
      name: 'cv',
      label: 'Variation',
      unit: '',
      min: 0.1,
      max: 10,
      default: 1,
      doc: 'Coefficient of variation: standard deviation over mean.',
    },
  ],
  sampler: (mean, params, stream) => {
    const cv = params.cv!;
    const variance = log(1 + cv * cv);
    const location = log(mean) - variance / 2;
    const scale = Math.sqrt(variance);
    return { sample: () => exp(location + scale * stream.normal()) };
  },
};
