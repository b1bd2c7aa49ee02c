/** @module REGISTRY of noise kinds: one line per kind. */
import { cacheSweep } from './cache-sweep.ts';
import { heavyQuery } from './heavy-query.ts';
import { hotRow } from './hot-row.ts';
import type { NoiseKind } from './noise.ts';
import { requestFlood } from './request-flood.ts';
import { schemaChange } from './schema-change.ts';

/** The first entry is the registry's default. */
export const NOISE: readonly NoiseKind[] = [requestFlood, heavyQuery, cacheSweep, schemaChange, hotRow];
