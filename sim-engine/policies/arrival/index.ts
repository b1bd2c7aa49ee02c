/** @module REGISTRY of arrival processes: one line per process. */
import type { ArrivalLaw } from './arrival.ts';
import { commonPeaks } from './common-peaks.ts';
import { deterministic } from './deterministic.ts';
import { diurnal } from './diurnal.ts';
import { fixedBatch } from './fixed-batch.ts';
import { geometricBatch } from './geometric-batch.ts';
import { hyperexponential } from './hyperexponential.ts';
import { onOff } from './on-off.ts';
import { poisson } from './poisson.ts';
import { trace } from './trace.ts';

/** The first entry is the registry's default. */
export const ARRIVALS: readonly ArrivalLaw[] = [
  poisson,
  onOff,
  deterministic,
  hyperexponential,
  diurnal,
  fixedBatch,
  geometricBatch,
  commonPeaks,
  trace,
];
