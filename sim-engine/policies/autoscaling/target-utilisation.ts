/** @module Target utilisation: as many instances as would have been busy for a target share of the time. */
import type { AutoscalingPolicy } from './autoscaling.ts';

export const targetUtilisation: AutoscalingPolicy = {
  id: 'target-utilisation',
  title: 'Target utilisation',
  summary:
    'As many instances as would have been busy for the target share of the time, unless the present number is near.',
  source: 'Kubernetes documentation, Horizontal Pod Autoscaling, "Algorithm details": ceil(ready x measured / target)',
  params: [
    {
      name: 'target',
      label: 'Target',
      unit: '',
      min: 0.05,
      max: 1,
      default: 0.6,
      doc: 'Share of the time that servers shall be busy.',
    },
    {
      name: 'tolerance',
      label: 'Tolerance',
      unit: '',
      min: 0,
      max: 1,
      default: 0.1,
      doc: 'Part of the target by which the measured share may be off before anything is done.',
    },
  ],
  wanted: ({ ready, booting, utilisation }, params) => {
    const ratio = utilisation / params.target!;
    if (Math.abs(ratio - 1) <= params.tolerance!) return ready + booting;
    return Math.ceil(ready * ratio);
  },
};
