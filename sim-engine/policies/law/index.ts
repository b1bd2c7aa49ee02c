/** @module REGISTRY of service laws: one line per law. */
import { boundedPareto } from './bounded-pareto.ts';
import { deterministic } from './deterministic.ts';
import { empirical } from './empirical.ts';
import { exponential } from './exponential.ts';
import { hyperexponential } from './hyperexponential.ts';
import type { ServiceLaw } from './law.ts';
import { lognormal } from './lognormal.ts';
import { mixture } from './mixture.ts';

/** The first entry is the registry's default. */
export const LAWS: readonly ServiceLaw[] = [
  exponential,
  deterministic,
  lognormal,
  boundedPareto,
  hyperexponential,
  mixture,
  empirical,
];
