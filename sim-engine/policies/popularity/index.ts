/** @module REGISTRY of key popularity: one line per kind. */
import { hotKey } from './hot-key.ts';
import type { PopularityKind } from './popularity.ts';
import { scan } from './scan.ts';
import { uniform } from './uniform.ts';
import { zipf } from './zipf.ts';

/** The first entry is the registry's default. */
export const POPULARITY: readonly PopularityKind[] = [zipf, uniform, scan, hotKey];
