/**
 * @module Scenario: everything a run starts from, as plain data in engine units.
 *
 * Times are whole microseconds (`Us`), money is whole micro-dollars (`MicroUsd`), shares are 0..1.
 */

import type { AutoscalingSpec } from './autoscaling.ts';
import type { BufferSpec, PartitionSpec } from './database-parts.ts';
import type { LinkTerms } from './link-terms.ts';
import type { Guard, HiddenSeeds, Objective } from './objective.ts';
import type { Operation, ServiceDemand } from './operation.ts';
import type { Choice, ParamValues } from './registry.ts';

export type * from './objective.ts';

/** One line of an operation mix. */
export interface MixShare {
  readonly operation: string;
  /** Relative weight, > 0. */
  readonly weight: number;
}

/** Which keys a tenant reads, out of its own: Zipf by its exponent alone, or an entry of the registry `popularity`. */
export type KeySpace =
  | {
      /** Number of keys, >= 1. */
      readonly count: number;
      /** Zipf exponent, >= 0 (0 is uniform). */
      readonly alpha: number;
    }
  | {
      readonly count: number;
      /** Id in the popularity registry. */
      readonly kind: string;
      readonly params: ParamValues;
    };

/** Users who each wait for their answer, think, and send again. */
export interface UserLoop {
  /** Whole, >= 1. */
  readonly count: number;
  /** Time between an answer, of whatever kind, and the next request; the first comes after one. Microseconds. */
  readonly think: ServiceDemand;
}

/** What a tenant sends when nobody interferes. */
export interface Workload {
  /** Arrival process and its parameters (registry `arrivals`). */
  readonly arrivals: Choice;
  /** Users beside these arrivals, with the same mix and keys; none without it. */
  readonly users?: UserLoop;
  readonly mix: readonly MixShare[];
  readonly keys: KeySpace;
}

/** What a customer pays for. */
export interface Plan {
  readonly id: string;
  readonly title: string;
  /** Response time promised for 99 % of requests, microseconds. */
  readonly sloLatencyUs: number;
  /** Share under fair queueing, relative to the other plans, > 0. */
  readonly weight: number;
  /** Rate limit that holds under the `limited` model, requests per second, > 0. */
  readonly limitPerSec: number;
  /** Bucket size of that limit, requests, >= 1. */
  readonly limitBurst: number;
  /** Urgency under the `priority` model, whole, 0 goes first; without it the rank of the weight, the largest first. */
  readonly priority?: number;
  /** Most connections, and most workers, that one tenant may hold under a model with caps, whole, >= 1; else the model's share. */
  readonly cap?: number;
  /** Limiter (registry `limiters`) that holds in place of the rate and the burst; a token bucket of these without it. */
  readonly limiter?: Choice;
  /** Whether load shedding counts its requests as critical; not so without it. */
  readonly critical?: boolean;
  /** Most cache entries of one tenant, and entries that others cannot push out, as parts of the whole cache, 0..1; else the cache's. */
  readonly cacheCapShare?: number;
  readonly cacheReserveShare?: number;
}

/** One customer organisation. */
export interface Tenant {
  /** One to twelve characters, unique; the bench shows its first letter. */
  readonly id: string;
  readonly name: string;
  /** Id of its plan. */
  readonly plan: string;
  readonly workload: Workload;
  /** How its users call the system; absent: once, with all the patience in the world. */
  readonly client?: LinkTerms;
  /** Data that has to be copied when the tenant changes databases, bytes. */
  readonly dataBytes: number;
  /** Makes it a group of so many small tenants alike that share its rate, plan and place; each has keys of its own. */
  readonly members?: number;
}

/** How tenants wait for a tier and how much of it one may hold, unless the isolation model says otherwise. */
export interface TierTerms {
  /** Id and parameters in the registry `disciplines`; first come, first served without it. */
  readonly discipline?: Choice;
  /** Most servers of a pool (threads of an instance) that one tenant may hold at once, whole, >= 1; any without it. */
  readonly capPerTenant?: number;
}

/** App tier: instances with c threads each; a thread is held for the request's app time only. */
export interface AppSpec extends TierTerms {
  readonly instances: number;
  readonly threadsPerInstance: number;
  /** Fewest instances a pool of its own may have. */
  readonly instancesMin: number;
  /** Requests that may stand at one instance, the ones in service included. */
  readonly boundPerInstance: number;
  readonly priceMicroUsdPerHour: number;
  /** The number of instances stays as it is without it. */
  readonly autoscaling?: AutoscalingSpec;
}

/** Cache tier: room for `entries` keys. */
export interface CacheSpec {
  readonly entries: number;
  readonly entriesMin: number;
  /** Look-up time, microseconds. */
  readonly latencyUs: number;
  readonly priceMicroUsdPerHourPer1000: number;
  /** Whose entry goes when it is full (registry `eviction`); the registry's default without it. */
  readonly policy?: Choice;
  /** Time from an entry's being put in to its end, microseconds, >= 1; entries stay fresh without it. */
  readonly ttlUs?: number;
  /** Each time to live is shortened by a random share of up to this, 0..1; 0 without it. */
  readonly ttlJitterShare?: number;
  /** True when a request that misses a key which another of its tenant fetches already waits for what that one brings. */
  readonly singleFlight?: boolean;
  /** Most entries of one tenant, and entries that others cannot push out, as parts of `entries`, 0..1; 1 and 0 without them. */
  readonly capShare?: number;
  readonly reserveShare?: number;
}

/** Connection pool in front of a database: a connection is held through CPU and IO. */
export interface ConnectionSpec extends TierTerms {
  readonly count: number;
  readonly countMin: number;
  /** Requests that may wait for a connection of the whole pool. */
  readonly waitingMax: number;
  /** Longest wait for a connection, microseconds, >= 1; any without it. */
  readonly acquireTimeoutUs?: number;
}

/** Database engine in equal units; a unit brings cores and one IO channel. Its discipline and cap are those of the cores. */
export interface DatabaseSpec extends TierTerms {
  readonly units: number;
  readonly unitsMin: number;
  readonly coresPerUnit: number;
  /** IO operations per second of one channel (one per unit). */
  readonly ioPerSecPerUnit: number;
  /** Longest time at the database once a connection is held, microseconds, >= 1; then it is stopped. Any without it. */
  readonly queryTimeoutUs?: number;
  /** Fixed price of a database, however small. */
  readonly basePriceMicroUsdPerHour: number;
  readonly unitPriceMicroUsdPerHour: number;
  /** Every read does all of its IO without it. */
  readonly buffer?: BufferSpec;
  /** IO is limited by its channels alone without them. */
  readonly partitions?: PartitionSpec;
}

/** Background workers on a queue. */
export interface JobsSpec extends TierTerms {
  readonly workers: number;
  readonly workersMin: number;
  readonly waitingMax: number;
  readonly priceMicroUsdPerHour: number;
  /** The number of workers stays as it is without it. */
  readonly autoscaling?: AutoscalingSpec;
  /** Time for which a message is hidden once a worker has it, microseconds, >= 1; 30 s without it. */
  readonly visibilityUs?: number;
  /** Deliveries of one message before it is a dead letter, >= 1; 5 without it. */
  readonly attemptsMax?: number;
  /** False when workers do not extend that time while they work, so that a message may be delivered again meanwhile; true without it. */
  readonly heartbeat?: boolean;
}

/** What moving a tenant's data costs. */
export interface MoveSpec {
  /** Tenants copied at the same time, >= 1. */
  readonly streams: number;
  /** IO operations per chunk; a chunk is read at the source, then written at the target. */
  readonly chunkIo: number;
  /** Bytes one IO operation carries. */
  readonly bytesPerIo: number;
  /** IO operations per second at which one tenant is copied at most while its writes go on, > 0; no limit without it. */
  readonly copyIoPerSecMax?: number;
  /** Bytes that one write leaves to be copied again, >= 0; 8192 without it. */
  readonly bytesPerWrite?: number;
  /** Writes are frozen once at most so many IO operations are left to copy, >= 0; one chunk without it. */
  readonly freezeIo?: number;
  /** Rounds in a row without a new smallest after which a move is given up, >= 1; 3 without it. */
  readonly stalledRoundsMax?: number;
  /** Part of the data that is read on both sides and compared before the cutover, 0..1; 0.02 without it. */
  readonly verifyShare?: number;
  /** Probability that the comparison fails and the tenant stays where it was, 0..1; 0 without it. */
  readonly verifyFailureProbability?: number;
}

/** The system under load, sized as one shared whole; isolation models divide it. */
export interface SystemSpec {
  readonly app: AppSpec;
  readonly cache: CacheSpec;
  readonly connections: ConnectionSpec;
  readonly database: DatabaseSpec;
  readonly jobs: JobsSpec;
  readonly move: MoveSpec;
  /** Id in the balancing registry. */
  readonly balancing: string;
}

/** When something that the scenario itself brings happens, and what it is called. */
interface Planned {
  readonly id: string;
  readonly label: string;
  readonly atUs: number;
  readonly forUs: number;
}

/** Noise that the scenario itself brings. */
export interface NoiseItem extends Planned {
  readonly tenant: string;
  /** Noise kind and its parameters (registry `noise`). */
  readonly noise: Choice;
}

/** Tiers whose parts can be struck by faults: app instances, database units, workers. */
export const FAULT_TIERS = ['app', 'database', 'jobs'] as const;
export type FaultTier = (typeof FAULT_TIERS)[number];

/** What a fault is aimed at; which of the fields a kind needs follows from the kind. */
export interface FaultTarget {
  readonly tier?: FaultTier;
  /** How many parts of the tier, in the order in which they were built; all of them when there are fewer. */
  readonly count?: number;
  /** Only parts that serve this tenant; or whose deadly work it is. */
  readonly tenant?: string;
}

/** A fault that the scenario itself brings. */
export interface FaultItem extends Planned {
  /** Fault kind and its parameters (registry `faults`). */
  readonly fault: Choice;
  readonly target: FaultTarget;
}

/** What the scenario itself brings, at a fixed time. */
export type TimelineItem = NoiseItem | FaultItem;

/** What the learner may do and spend. */
export interface LearnerRights {
  readonly isolation: readonly string[];
  readonly noise: readonly string[];
  /** Kinds of faults; none without it. */
  readonly faults?: readonly string[];
  readonly balancing: readonly string[];
  readonly limits: boolean;
  /** Limiters (registry `limiters`) that may be set; none without it. */
  readonly limiters?: readonly string[];
  /** Whether clients may be changed; not so without it. */
  readonly client?: boolean;
  /** How many isolation, limit, client and balancing changes may be made in one run. */
  readonly moves: number;
}

/** An action with the simulated time at which it takes effect, as authors and journals write it. */
export interface TimedAction {
  readonly atUs: number;
  readonly action: Action;
}

/** A solution that must land in its score band over many seeds. */
export interface Proof {
  readonly id: string;
  readonly role: 'reference' | 'naive' | 'nothing' | 'wrong-fix';
  readonly title: string;
  readonly actions: readonly TimedAction[];
  readonly pointsMin: number;
  readonly pointsMax: number;
}

/** Everything a run starts from. */
export interface Scenario {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly concepts: readonly string[];
  readonly durationUs: number;
  readonly plans: readonly Plan[];
  readonly tenants: readonly Tenant[];
  readonly operations: readonly Operation[];
  readonly system: SystemSpec;
  readonly isolation: Choice;
  readonly timeline: readonly TimelineItem[];
  readonly rights: LearnerRights;
  readonly objectives: readonly Objective[];
  /** None without it. */
  readonly guards?: readonly Guard[];
  readonly passPoints: number;
  /** Grading looks at no other world unless told without it. */
  readonly hidden?: HiddenSeeds;
  /** Empty in what a learner is sent. */
  readonly proofs: readonly Proof[];
}

/** What a learner (or a proof) does to a run. */
export type Action =
  | {
      readonly type: 'inject-noise';
      readonly tenant: string;
      readonly noise: Choice;
      /** When it begins, microseconds of the run, not before the action takes effect; absent: at once. Until then it can be called off. */
      readonly fromUs?: number;
      readonly forUs: number;
    }
  /** Stops noise before its time; `noise` is the injection's number in the run, from 0, timeline items first. */
  | { readonly type: 'stop-noise'; readonly noise: number }
  | {
      readonly type: 'inject-fault';
      readonly fault: Choice;
      readonly target: FaultTarget;
      readonly forUs: number;
    }
  | { readonly type: 'switch-isolation'; readonly model: Choice }
  | {
      readonly type: 'set-limit';
      readonly tenant: string;
      readonly limitPerSec: number;
      readonly limitBurst: number;
    }
  /** Sets a limiter of any kind for one tenant; `clear-limit` lifts it. */
  | { readonly type: 'set-limiter'; readonly tenant: string; readonly limiter: Choice }
  | { readonly type: 'clear-limit'; readonly tenant: string }
  /** Changes what is given of one tenant's client, or of everybody's where no tenant is named; the rest stays as it is. */
  | { readonly type: 'set-client'; readonly tenant?: string; readonly client: LinkTerms }
  | { readonly type: 'set-balancing'; readonly policy: string }
  /** Answers a question of the objectives; the last answer counts. It changes nothing in the world. */
  | { readonly type: 'answer'; readonly question: string; readonly answer: string };
