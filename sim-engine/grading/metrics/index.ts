/** @module REGISTRY of metrics: one line per metric. */
import { costRate } from './cost-rate.ts';
import { fairness } from './fairness.ts';
import { goodShare } from './good-share.ts';
import { goodput } from './goodput.ts';
import { hurtShare } from './hurt-share.ts';
import { latencyMean, latencyP50, latencyP95, latencyP99, latencyPercentile } from './latency.ts';
import { lostShare } from './lost-share.ts';
import type { Metric } from './metric.ts';
import { moves } from './moves.ts';
import { operatorTime } from './operator-time.ts';
import { priceRatio } from './price-ratio.ts';
import { queueLength } from './queue-length.ts';
import { rejectedShare } from './rejected-share.ts';
import { spend } from './spend.ts';
import { utilisation } from './utilisation.ts';

/** The first entry is the registry's default. */
export const METRICS: readonly Metric[] = [
  latencyP99,
  latencyP95,
  latencyP50,
  latencyMean,
  latencyPercentile,
  goodput,
  goodShare,
  hurtShare,
  lostShare,
  rejectedShare,
  fairness,
  costRate,
  spend,
  priceRatio,
  moves,
  operatorTime,
  utilisation,
  queueLength,
];
