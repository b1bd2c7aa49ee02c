/** @module REGISTRY of arrival processes: one line per process. */
import type { ArrivalLaw } from './arrival.ts';
import { onOff } from './on-off.ts';
import { poisson } from './poisson.ts';

/** The first entry is the registry's default. */
export const ARRIVALS: readonly ArrivalLaw[] = [poisson, onOff];
