/** @module REGISTRY of an experiment's readings: one line per kind. */
import type { ReadingSpec } from '../../model/experiment.ts';
import { blame } from './blame.ts';
import { metric } from './metric.ts';
import { pooled } from './pooled.ts';
import type { ReadingKind } from './reading.ts';
import { theoryMm1 } from './theory-mm1.ts';

export const READINGS: { readonly [K in ReadingSpec['kind']]: ReadingKind<K> } = {
  metric,
  pooled,
  blame,
  'theory-mm1': theoryMm1,
};
