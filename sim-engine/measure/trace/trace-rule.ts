/** @module How many traces a run keeps, and in how much memory. */
import { fail, issue, ok, type Result } from '../../kernel/result.ts';
import { RECORD_BYTES } from './trace-record.ts';

/** What is kept of each tenant in each window, of the requests that end in it. */
export interface TraceRule {
  /** The slowest, 0 to 100 (default 3). */
  readonly slowest?: number;
  /** A fair sample of so many, 0 to 100 (default 3). */
  readonly sample?: number;
  /** Bytes that traces may take in all, those of requests under way included (default 64 MiB). */
  readonly bytesMax?: number;
}

/** A rule with every number in place. */
export interface TracePlan {
  readonly slowest: number;
  readonly sample: number;
  readonly bytesMax: number;
  /** Requests and attempts that can be recorded at the same time. */
  readonly lanesMax: number;
}

const KEPT_MAX = 100;
const BYTES_DEFAULT = 64 * 1024 * 1024;
const LANES_MIN = 64;
const LANES_MAX = 65_536;
/** Of one that is kept, in the lists of the store. */
const SLOT_BYTES = 4;

/** @returns bytes of one request or attempt under way, beside its record */
export function laneBytes(holders: number): number {
  return 8 * holders + 32;
}

/**
 * @param rule     what is wanted
 * @param slots    tenants times windows
 * @param holders  places in the ledger, the system's included
 * @returns the plan, or an issue `trace-rule` or `trace-budget`
 */
export function planTraces(rule: TraceRule, slots: number, holders: number): Result<TracePlan> {
  const { slowest = 3, sample = 3, bytesMax = BYTES_DEFAULT } = rule;
  for (const [path, value] of Object.entries({ slowest, sample })) {
    if (Number.isInteger(value) && value >= 0 && value <= KEPT_MAX) continue;
    return fail(issue('trace-rule', path, `found ${value}, expected a whole number from 0 to ${KEPT_MAX}`));
  }
  const kept = slots * (slowest + sample);
  const keptBytes = kept * (RECORD_BYTES + SLOT_BYTES) + 8 * slots;
  const perLane = RECORD_BYTES + laneBytes(holders);
  const lanesMax = Math.min(LANES_MAX, Math.floor((bytesMax - keptBytes) / perLane));
  if (lanesMax >= LANES_MIN) return ok({ slowest, sample, bytesMax, lanesMax });
  const needed = keptBytes + LANES_MIN * perLane;
  const found = `found room for ${bytesMax} bytes of traces, expected at least ${needed} for ${kept} traces`;
  return fail(issue('trace-budget', 'bytesMax', `${found}: keep fewer of each tenant and window, or give more room`));
}
