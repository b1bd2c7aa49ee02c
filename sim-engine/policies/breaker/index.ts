/** @module REGISTRY of circuit breakers: one line per kind. */
import type { BreakerKind } from './breaker.ts';
import { consecutiveFailures } from './consecutive-failures.ts';
import { failureRatioCount } from './failure-ratio-count.ts';
import { failureRatioTime } from './failure-ratio-time.ts';
import { never } from './never.ts';

/** The first entry is the registry's default: what a link has that names none. */
export const BREAKERS: readonly BreakerKind[] = [never, consecutiveFailures, failureRatioCount, failureRatioTime];
