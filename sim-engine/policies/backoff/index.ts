/** @module REGISTRY of backoffs: one line per way of backing off. */
import type { BackoffKind } from './backoff.ts';
import { decorrelatedJitter } from './decorrelated-jitter.ts';
import { equalJitter } from './equal-jitter.ts';
import { exponential } from './exponential.ts';
import { fullJitter } from './full-jitter.ts';
import { immediate } from './immediate.ts';

/** The first entry is the registry's default: what a link does that names none. */
export const BACKOFFS: readonly BackoffKind[] = [immediate, exponential, fullJitter, equalJitter, decorrelatedJitter];
