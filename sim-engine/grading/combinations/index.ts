/** @module REGISTRY of combinations: one line per combination. */
import { all } from './all.ts';
import { any } from './any.ts';
import { atLeast } from './at-least.ts';
import type { Combination } from './combination.ts';

/** The first entry is the registry's default. */
export const COMBINATIONS: readonly Combination[] = [all, any, atLeast];
