/** @module REGISTRY of metrics: one line per metric. */
import { costRate } from './cost-rate.ts';
import { goodput } from './goodput.ts';
import { hurtShare } from './hurt-share.ts';
import { latencyMean, latencyP50, latencyP95, latencyP99 } from './latency.ts';
import { lostShare } from './lost-share.ts';
import type { Metric } from './metric.ts';

/** The first entry is the registry's default. */
export const METRICS: readonly Metric[] = [
  latencyP99,
  latencyP95,
  latencyP50,
  latencyMean,
  goodput,
  hurtShare,
  lostShare,
  costRate,
];
