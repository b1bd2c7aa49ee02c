/** @module What a program says to build a network of stations from plain objects. */
import type { MemberFigures, MembersSummary } from '../measure/member-accounts.ts';
import type { UnansweredRequest } from '../measure/tenant-account.ts';
import type { TraceRule } from '../measure/trace/trace-rule.ts';
import type { LinkTerms } from '../model/link-terms.ts';
import type { Choice, ParamValues } from '../model/registry.ts';

/** One station. */
export interface NetworkStation {
  readonly id: string;
  readonly servers: number;
  /** Most requests that may stand here, in service included; absent: no bound. */
  readonly bound?: number;
  /** Registry id and parameters; absent: FIFO. */
  readonly discipline?: Choice;
  /** Most requests of each tenant in service at once; absent: no cap. */
  readonly cap?: number;
}

/** A span in which a station is slow or stopped; where spans overlap, factors multiply and a stop stops. */
export interface NetworkFault {
  readonly station: string;
  readonly fromUs: number;
  readonly toUs: number;
  /** Factor on service times, more than 1; absent: the station stops, and what is in service there waits. */
  readonly slowdown?: number;
}

/** Work of one visit. */
export interface NetworkDemand {
  readonly law: string;
  readonly meanUs: number;
  readonly params?: ParamValues;
  /** Table of the law, row by row, where it takes one. */
  readonly table?: readonly number[];
}

/** What stands between a caller and its attempts; what is absent is not done. */
export type NetworkLink = LinkTerms;

/** One step of a route. */
export type NetworkStep =
  | {
      /** One station, or several among which a balancing policy picks. */
      readonly visit: string | readonly string[];
      readonly balancing?: string;
      readonly demand: NetworkDemand;
    }
  | {
      /** Goes on at another step (or ends) with this probability, else at the next one. */
      readonly branch: number;
      /** Index of a step, or `end`. */
      readonly to: number | 'end';
    }
  /** Lets time pass without needing a server. */
  | { readonly delay: NetworkDemand }
  /** Takes a server of a station and keeps it until `release`; waits no longer than `patienceUs`. */
  | { readonly hold: string; readonly patienceUs?: number }
  /** Gives back what was taken last by `hold`. */
  | { readonly release: true }
  /** Takes a lock and keeps it until `unlock`; exclusive unless `shared`. */
  | { readonly lock: string; readonly shared?: boolean; readonly patienceUs?: number }
  /** Gives back the lock that was taken last. */
  | { readonly unlock: true }
  /** Ends with an error. */
  | { readonly fail: true }
  /** Makes attempts of these steps over a link until one succeeds or the link gives up. */
  | { readonly call: readonly NetworkStep[]; readonly link: NetworkLink }
  /** Makes all of these requests at once and waits for every one. */
  | { readonly parallel: readonly (readonly NetworkStep[])[] };

/** Users who each wait for their answer, think, and send again. */
export interface NetworkUsers {
  readonly users: number;
  /** Time between an answer and the next request; the first request comes after a time to think. */
  readonly think: NetworkDemand;
}

/** A stream of requests of one tenant along one route. */
export interface NetworkRoute {
  readonly tenant: string;
  readonly arrivals: Choice | NetworkUsers;
  readonly steps: readonly NetworkStep[];
  /** Arrivals begin and stop here, microseconds; absent: at once, and never. */
  readonly fromUs?: number;
  readonly untilUs?: number;
  /**
   * Makes the tenant a group of so many small tenants that share this source: each request is one member's, all equally likely,
   * and the rate is that of all together. Every route of a group says the same number.
   */
  readonly members?: number;
  /**
   * Prefix of the names of its random streams; absent: its tenant and its place, `A/0`. A route that keeps it draws the same
   * numbers under another tenant or at another place; two routes with the same one draw the same numbers.
   */
  readonly streams?: string;
}

/** A limiter chosen with its parameters, and whether the tenant's requests are critical to load shedding (default: no). */
export interface LimiterChoice extends Choice {
  readonly critical?: boolean;
}

/** A limit at the edge: any limiter, or a token bucket in short. */
export type NetworkLimit = LimiterChoice | { readonly ratePerSec: number; readonly burst: number };

/** What a network may cost at most; whoever exceeds it gets a named error instead of a hang. */
export interface NetworkBudget {
  /** Events handled, timers included, >= 1; absent: any number. */
  readonly steps?: number;
  /** Memory of the requests in flight, bytes; absent: 1 GiB. */
  readonly memoryBytes?: number;
}

/** A whole model. */
export interface NetworkSpec {
  readonly seed: number;
  /** True when statistics of a steady state are wanted: a model that has none is refused (default false). */
  readonly steadyState?: boolean;
  readonly budget?: NetworkBudget;
  readonly stations: readonly NetworkStation[];
  readonly routes: readonly NetworkRoute[];
  /** Weights under fair disciplines and priorities (0 goes first), by tenant; absent: 1, and 0. */
  readonly weights?: Readonly<Record<string, number>>;
  readonly priorities?: Readonly<Record<string, number>>;
  /** Ids of locks. */
  readonly locks?: readonly string[];
  readonly faults?: readonly NetworkFault[];
  /** Latency within which a completion counts as good, microseconds; absent: any. */
  readonly sloUs?: number;
  /** Limit at the edge, by tenant; absent: none. */
  readonly limits?: Readonly<Record<string, NetworkLimit>>;
  /** Keep every latency and wait, for exact percentiles (memory grows with the run). */
  readonly keepLatencies?: boolean;
  /** Keep the distribution of the number present at each station. */
  readonly trackDistribution?: boolean;
  /** Fold every request's inputs into its tenant's arrival digest (default true). */
  readonly traceInputs?: boolean;
  /** Keep the number present per station and tenant, integrated over time. */
  readonly trackTenants?: boolean;
  /** Keep who is charged for which delay (default true). */
  readonly blame?: boolean;
  /** Keep the paths of some requests, for which blame must be kept; absent: none. */
  readonly traces?: TraceRule;
}

/** Statistics of one station since the last reset; times in microseconds. */
export interface NetworkStationStats {
  /** Services done; whoever only holds a server is not served by it. */
  readonly served: number;
  readonly rejected: number;
  readonly utilisation: number;
  /** Time averages, the ones in service included (L) and not (Lq). */
  readonly presentMean: number;
  readonly waitingMean: number;
  readonly waitingMax: number;
  readonly delayedShare: number;
  readonly waitMeanUs: number;
  /** Integral of the number present, and the sum of sojourns of those that left: Little's law compares them. */
  readonly presentAreaUs: number;
  readonly sojournSumUs: number;
  /** Time spent with n present, as shares; empty unless tracked. */
  readonly distribution: readonly number[];
  /** Per tenant, unless not tracked. */
  readonly tenants: Readonly<Record<string, { readonly presentAreaUs: number; readonly sojournSumUs: number }>>;
}

/** Statistics of one tenant since the last reset. */
export interface NetworkTenantStats {
  readonly arrived: number;
  readonly completed: number;
  readonly rejected: number;
  readonly timedOut: number;
  readonly failed: number;
  readonly inFlight: number;
  /** Requests, and the retries and hedges made for them. */
  readonly attempts: number;
  readonly latencyMeanUs: number;
  readonly waitMeanUs: number;
  readonly latencyUs: (share: number) => number;
  /** Share of the completed requests that had waited longer than so many microseconds; NaN unless latencies are kept. */
  readonly waitExceedsShare: (us: number) => number;
  /** Integral of the number in the system, and the sum of sojourns of those that left. */
  readonly presentAreaUs: number;
  readonly sojournSumUs: number;
  readonly latencyDigest: string;
  readonly arrivalDigest: string;
  /** Latencies of the completed requests in order of completion, and each one's place among its tenant's; empty unless kept. */
  readonly latencies: readonly number[];
  readonly numbers: readonly number[];
  readonly waits: readonly number[];
  /** Requests that ended without an answer, in order; empty unless latencies are kept. */
  readonly unanswered: readonly UnansweredRequest[];
  /** What became of each member, where the tenant is a group; else null. */
  readonly members: NetworkMembers | null;
}

/** The members of a group, as they were when the statistics were asked for or later. */
export interface NetworkMembers {
  figures(member: number): MemberFigures;
  /** @param worstMax  most members to name */
  summary(worstMax: number): MembersSummary;
}

/** A lock at present. */
export interface NetworkLockStats {
  readonly holders: number;
  readonly waiting: number;
}

/** Charges of one culprit to one victim at one resource. */
export interface NetworkCharge {
  /** Station, lock, or `links`, `edge`, `cache`. */
  readonly resource: string;
  /** Tenant, or `_system`. */
  readonly culprit: string;
  readonly victim: string;
  /** Whole microseconds, > 0. */
  readonly us: number;
}
