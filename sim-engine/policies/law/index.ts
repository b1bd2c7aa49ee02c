/** @module REGISTRY of service laws: one line per law. */
import { deterministic } from './deterministic.ts';
import { exponential } from './exponential.ts';
import type { ServiceLaw } from './law.ts';
import { lognormal } from './lognormal.ts';

/** The first entry is the registry's default. */
export const LAWS: readonly ServiceLaw[] = [exponential, deterministic, lognormal];
