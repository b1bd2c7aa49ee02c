/** @module None: the number of instances stays as it is. */
import type { AutoscalingPolicy } from './autoscaling.ts';

export const none: AutoscalingPolicy = {
  id: 'none',
  title: 'None',
  summary: 'The number of instances stays as it is.',
  source: 'AWS, Amazon EC2 Auto Scaling User Guide, "Set scaling limits": a group of fixed size',
  params: [],
  wanted: (load) => load.ready + load.booting,
};
