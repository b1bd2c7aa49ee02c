/** @module Step: a fixed number more when busier than a threshold, more of them when far busier, one step less when idle. */
import type { AutoscalingPolicy } from './autoscaling.ts';

const share = (name: string, label: string, byDefault: number, doc: string) => ({
  name,
  label,
  unit: '',
  min: 0,
  max: 1,
  default: byDefault,
  doc,
});
const count = (name: string, label: string, byDefault: number, doc: string) => ({
  name,
  label,
  unit: '',
  min: 0,
  max: 1_000,
  default: byDefault,
  integer: true,
  doc,
});

export const step: AutoscalingPolicy = {
  id: 'step',
  title: 'Step scaling',
  summary:
    'A fixed number of instances more when busier than one threshold, more of them beyond a second, fewer below a third.',
  source: 'AWS, Amazon EC2 Auto Scaling User Guide, "Step and simple scaling policies"',
  params: [
    share('upper', 'Upper', 0.7, 'Busy share from which instances are added.'),
    count('add', 'Add', 1, 'How many are added then.'),
    share('far', 'Far', 0.9, 'Busy share from which more of them are added.'),
    count('addFar', 'Add far', 3, 'How many are added then.'),
    share('lower', 'Lower', 0.3, 'Busy share below which instances are taken away.'),
    count('remove', 'Remove', 1, 'How many are taken away.'),
  ],
  wanted: ({ ready, booting, utilisation }, params) => {
    const have = ready + booting;
    if (utilisation >= params.far!) return have + params.addFar!;
    if (utilisation >= params.upper!) return have + params.add!;
    return utilisation < params.lower! ? have - params.remove! : have;
  },
};
