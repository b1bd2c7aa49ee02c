/** @module REGISTRY of disciplines: one line per discipline. */
import type { Discipline } from './discipline.ts';
import { drr } from './drr.ts';
import { fifo } from './fifo.ts';

/** The first entry is the registry's default. */
export const DISCIPLINES: readonly Discipline[] = [fifo, drr];
