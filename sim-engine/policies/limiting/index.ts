/** @module REGISTRY of limiters: one line per limiter. */
import type { LimiterKind } from './limiter.ts';
import { tokenBucket } from './token-bucket.ts';

/** The first entry is the registry's default. */
export const LIMITERS: readonly LimiterKind[] = [tokenBucket];
