/** @module REGISTRY of isolation models: one line per model, from the least isolated to the most. */
import { bridge } from './bridge.ts';
import { bulkhead } from './bulkhead.ts';
import { cells } from './cells.ts';
import { fair } from './fair.ts';
import type { IsolationModel } from './isolation.ts';
import { limited } from './limited.ts';
import { shared } from './shared.ts';
import { silo } from './silo.ts';

/** The first entry is the registry's default. */
export const ISOLATION: readonly IsolationModel[] = [shared, limited, fair, bulkhead, bridge, cells, silo];
