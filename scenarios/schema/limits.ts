/** @module Limits of what a scenario may ask for: each keeps a run within seconds and megabytes on an ordinary machine. */

/** Most tenants, groups counted out; the interference matrix is dense up to here. */
export const TENANTS_MAX = 500;
/** Most members of one tenant that is a group: they have no object each, so many more may be. */
export const MEMBERS_MAX = 1_000_000;
/** Keys of all members of a group: a key is a 31-bit number. */
export const MEMBER_KEYS_MAX = 2 ** 31 - 1_000_000;
/** Most simulated requests of one run, at peak rates; about a minute of computing. */
export const REQUESTS_MAX = 20_000_000;
/** Cache keys of one tenant. */
export const KEYS = { min: 1, max: 1_000_000 };
/** Most cache keys of all tenants together; each costs the engine a few bytes of popularity table. */
export const KEYS_TOTAL_MAX = 5_000_000;
/** Numbers in one table of an arrival process or a service law. */
export const TABLE_NUMBERS_MAX = 20_000;
/** Steps of one list, and branches of one fan-out. */
export const STEPS = { min: 1, max: 50 };
export const BRANCHES = { min: 1, max: 64 };
/** Fan-outs within each other. */
export const FANS_DEEP = 2;
/** Times that are drawn for one request, branches counted out: every request in flight, and every branch, has room for as many. */
export const DEMANDS_MAX = 64;
/** Plans, operations, timeline items, objectives, proofs: more of them no learner can hold in mind. */
export const LIST_MAX = 50;
/** Actions of one proof or one actions file. */
export const ACTIONS_MAX = 500;
/** Deliveries of one background job. */
export const ATTEMPTS_MAX = 1_000;
/** Longest run, microseconds. */
export const DURATION_US_MAX = 24 * 3600 * 1_000_000;
/** Shortest run, microseconds: two ticks. */
export const DURATION_US_MIN = 1_000_000;
/** What all objectives together are worth. */
export const POINTS_TOTAL = 100;

/** Most worlds in which one attempt's final configuration is tried. */
export const HIDDEN_SEEDS_MAX = 1_000;

const HOUR_US = 3600 * 1_000_000;
/** Times that a piece of work may take on average, microseconds. */
export const DEMAND_US = { min: 1, max: 60_000_000 };
/** Moments and spans within a run, microseconds. */
export const MOMENT_US = { min: 0, max: DURATION_US_MAX };
export const SPAN_US = { min: 1_000, max: DURATION_US_MAX };
/** Longest times that clients, connections and queries are waited for, microseconds. */
export const PATIENCE_US = { min: 1_000, max: HOUR_US };
/** Retries, and hedges, of one request. */
export const ATTEMPTS = { min: 0, max: 20 };
/** Prices, micro-dollars per hour. */
export const PRICE = { min: 0, max: 1_000_000 * 1_000_000 };
/** Rates, per second. */
export const RATE = { min: 0.1, max: 100_000 };
/** Response times that may be promised, microseconds. */
export const SLO_US = { min: 1_000, max: HOUR_US };
/** Per cent, as shares are written. */
export const PERCENT = { min: 0, max: 100 };
/** What one write leaves to copy again, bytes. */
export const MOVE = { bytesPerWrite: { min: 0, max: 1024 ** 3 } };
/** Bytes. */
export const DATA_BYTES = { min: 0, max: 100 * 1024 ** 4 };
