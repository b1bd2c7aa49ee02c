/** @module REGISTRY of isolation models: one line per model, from the least isolated to the most. */
import { bridge } from './bridge.ts';
import { bulkhead } from './bulkhead.ts';
import { cells } from './cells.ts';
import { concurrency } from './concurrency.ts';
import { custom } from './custom.ts';
import { dedicated } from './dedicated.ts';
import { fair } from './fair.ts';
import { fairLimited } from './fair-limited.ts';
import type { IsolationModel } from './isolation.ts';
import { limited } from './limited.ts';
import { logicalDatabase } from './logical-database.ts';
import { pods } from './pods.ts';
import { priority } from './priority.ts';
import { shared } from './shared.ts';
import { shuffle } from './shuffle.ts';
import { silo } from './silo.ts';
import { tiersAndPlans } from './tiers-and-plans.ts';

/** The first entry is the registry's default. */
export const ISOLATION: readonly IsolationModel[] = [
  shared,
  limited,
  concurrency,
  priority,
  fair,
  fairLimited,
  shuffle,
  bulkhead,
  logicalDatabase,
  bridge,
  dedicated,
  pods,
  cells,
  silo,
  custom,
  tiersAndPlans,
];
