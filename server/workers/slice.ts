/** @module Messages between the server and its simulation threads; plain data that survives structured cloning. */
import type { StampedAction } from '../../sim-engine/model/action-log.ts';
import type { GuardResult, LogEntry, ObjectiveResult } from '../../sim-engine/model/run-result.ts';
import type { Scenario } from '../../sim-engine/model/scenario.ts';
import type { TopologyView } from '../../sim-engine/model/topology.ts';
import type { Grade } from '../headless/grade-record.ts';
import type { Checkpoint } from '../runs/checkpoint-file.ts';

/** What a run starts from. */
export interface RunSeed {
  readonly scenario: Scenario;
  readonly scenarioSha256: string;
  /** 0..2^53-1. */
  readonly seed: number;
}

/** Everything a thread needs to go on with a run it does not hold. */
export interface RunWorld {
  readonly from: RunSeed;
  readonly checkpoint?: Checkpoint;
  /** All actions of the journal. */
  readonly actions: readonly StampedAction[];
}

/** Advance a run. */
export interface SliceRequest {
  readonly kind: 'slice';
  readonly runId: string;
  /** The held run must stand exactly here; otherwise the thread asks for the world. */
  readonly fromUs: number;
  /** Number of actions the held run must have been given. */
  readonly actionsGiven: number;
  /** The actions after those. */
  readonly actions: readonly StampedAction[];
  /** Simulated time to reach, microseconds. */
  readonly untilUs: number;
  /** The thread stops early after this much wall time, milliseconds. */
  readonly wallMsMax: number;
  /** The thread stops early after this many model events. */
  readonly eventsMax: number;
  /** Log entries the session has. */
  readonly logFrom: number;
  /** Version of the topology the session has; -1 for none. */
  readonly topologyVersion: number;
  /** Ask for a checkpoint even if one left the thread just now. */
  readonly checkpoint: boolean;
  /** Ask for the objectives even if nothing was measured. */
  readonly objectives: boolean;
  /** Somebody draws single requests. */
  readonly particles: boolean;
  /** Sent after the thread asked for it. */
  readonly world?: RunWorld;
}

/** The thread does not hold the run as it must stand. */
export interface NeedWorld {
  readonly kind: 'need-world';
}

/** The run after a slice. */
export interface SliceReply {
  readonly kind: 'slice';
  /** Simulated time reached; less than asked for when a budget ran out. */
  readonly nowUs: number;
  readonly events: number;
  readonly digest: string;
  /** Packed ticks that were finished, in order. */
  readonly ticks: readonly Uint8Array[];
  /** Packed state at this instant. */
  readonly state: Uint8Array;
  /** Packed particles at this instant, when they were asked for. */
  readonly particles?: Uint8Array;
  readonly topology?: TopologyView;
  /** Log entries from `logFrom` on. */
  readonly log: readonly LogEntry[];
  readonly objectives?: readonly ObjectiveResult[];
  /** There whenever the objectives are. */
  readonly guards?: readonly GuardResult[];
  readonly checkpoint?: Checkpoint;
  /** Says where a run that the thread did not hold was taken up. */
  readonly tookUp?: { readonly from: 'checkpoint' | 'beginning'; readonly checkpointRefused?: string };
}

/** Let go of a run. */
export interface ForgetRequest {
  readonly kind: 'forget';
  readonly runId: string;
}

/** What a simulation thread can be asked. */
export type WorkerRequest = SliceRequest | ForgetRequest;
/** What it answers. */
export type WorkerReply = SliceReply | NeedWorld | { readonly kind: 'forgotten' };

/** Execute a finished run again and write its record. */
export interface RecordRequest {
  readonly from: RunSeed;
  readonly actions: readonly StampedAction[];
  readonly untilUs: number;
  /** The scenario as the library has it: grade the run by it. */
  readonly judgedBy?: { readonly scenario: Scenario; readonly sha256: string };
}

/** The record and the digest it was made with. */
export interface RecordReply {
  readonly digest: string;
  /** Null unless it was asked for. */
  readonly grade: Grade | null;
  readonly text: string;
}
