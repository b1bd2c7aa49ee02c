/** @module REGISTRY of autoscaling policies: one line per policy. */
import type { AutoscalingPolicy } from './autoscaling.ts';
import { none } from './none.ts';
import { queueDepth } from './queue-depth.ts';
import { step } from './step.ts';
import { targetUtilisation } from './target-utilisation.ts';

/** The first entry is the registry's default. */
export const AUTOSCALING: readonly AutoscalingPolicy[] = [none, targetUtilisation, queueDepth, step];
