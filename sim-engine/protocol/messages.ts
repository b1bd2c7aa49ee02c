/**
 * @module The wire between lab and server on one page.
 *
 * Client to server, each answered by an acknowledgement: `run:open`, `run:control`, `run:action`, `run:particles`, `frame:ack` (no
 * answer). Server to client: `frame` (packet, notes), before it `particles` (packet) while they are shown, and `run:gone`.
 */
import type { Issue } from '../kernel/result.ts';
import type { StampedAction } from '../model/action-log.ts';
import type { GuardResult, LogEntry, ObjectiveResult } from '../model/run-result.ts';
import type { Action, Scenario } from '../model/scenario.ts';
import type { TopologyView } from '../model/topology.ts';

/** Rises whenever a message changes its meaning; both sides say theirs on `run:open`. */
export const PROTOCOL_VERSION = 1;

/** Slowest and fastest speed, simulated seconds per second. */
export const SPEED_MIN = 0.5;
export const SPEED_MAX = 50;

/** Frames a client may leave unacknowledged before the server waits for it. */
export const FRAMES_UNACKED_MAX = 4;

/** Where a run stands. `failed` names its reason in the notes; nothing acknowledged is lost. */
export type RunStatus = 'ready' | 'running' | 'paused' | 'finished' | 'failed';

/** Every answer is a value or the issues that prevented it. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** Opens a run on this connection; `ticksHeld` is how many ticks the client has already (0 at first). */
export interface OpenMessage {
  readonly protocol: number;
  readonly runId: string;
  readonly ticksHeld: number;
}

/** Where a run left another: it shares that one's seed, scenario and every action before the instant. */
export interface BranchPoint {
  readonly runId: string;
  /** Simulated time, microseconds. */
  readonly atUs: number;
}

/** What the client needs to draw the run from scratch. */
export interface OpenedRun {
  readonly runId: string;
  /** Null for a run that began by itself. */
  readonly branchOf: BranchPoint | null;
  readonly seed: number;
  readonly engineVersion: string;
  readonly scenarioSha256: string;
  /** Without proofs. */
  readonly scenario: Scenario;
}

/** Life of a run. `at` is absent except for `speed`. */
export type Control =
  | { readonly type: 'start' }
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  | { readonly type: 'speed'; readonly speed: number }
  | { readonly type: 'finish' };

/** `clientId` makes a repeat harmless: the same id gets the same answer. */
export interface ControlMessage {
  readonly runId: string;
  readonly clientId: string;
  readonly control: Control;
}

/** An action; `clientId` as above. */
export interface ActionMessage {
  readonly runId: string;
  readonly clientId: string;
  readonly action: Action;
}

/** The action is in the journal, on disk, and takes effect at this simulated time. */
export interface AcceptedAction {
  readonly sequence: number;
  readonly atUs: number;
}

/** Single requests are sent from now on, before each frame, or no longer. */
export interface ParticlesMessage {
  readonly runId: string;
  readonly shown: boolean;
}

/** Acknowledges every frame up to this sequence number. */
export interface FrameAck {
  readonly runId: string;
  readonly sequence: number;
}

/** What changed beside the numbers; a field is absent when it did not change since the client's last frame. */
export interface FrameNotes {
  readonly status?: RunStatus;
  /** Speed asked for. */
  readonly speed?: number;
  readonly topology?: TopologyView;
  /** New log entries, in order; `logFrom` is the index of the first. */
  readonly log?: readonly LogEntry[];
  readonly logFrom?: number;
  readonly objectives?: readonly ObjectiveResult[];
  readonly guards?: readonly GuardResult[];
  /** Every action in the journal so far: when it took effect and what it was. */
  readonly actions?: readonly { readonly atUs: number; readonly action: Action }[];
  readonly movesUsed?: number;
  /** Why the run failed, when it did. */
  readonly issues?: readonly Issue[];
  /** Digest of the finished run. */
  readonly digest?: string;
}

/** A run as `GET /api/runs` lists it. */
export interface RunListing {
  readonly runId: string;
  readonly scenarioId: string;
  readonly title: string;
  readonly seed: number;
  readonly status: RunStatus;
  readonly simulatedUs: number;
  readonly durationUs: number;
  /** ISO 8601. */
  readonly createdAt: string;
  /** Null for a run that began by itself. */
  readonly branchOf: BranchPoint | null;
  readonly points: number;
  readonly pointsMax: number;
}

/** What a run is made of so far: whoever executes it again has the run. `GET /api/runs/:id/inputs` */
export interface RunInputs {
  readonly runId: string;
  /** Null for a run that began by itself. */
  readonly branchOf: BranchPoint | null;
  readonly status: RunStatus;
  readonly engineVersion: string;
  readonly scenarioSha256: string;
  /** Without proofs. */
  readonly scenario: Scenario;
  readonly seed: number;
  /** In the order of their sequence. */
  readonly actions: readonly StampedAction[];
  /** How far the run has come, microseconds. */
  readonly simulatedUs: number;
  /** Digest of the finished run, lowercase hex; null while it is not finished. */
  readonly digest: string | null;
}

/** A learner for now: a name and a cookie. */
export interface Learner {
  readonly learnerId: string;
  readonly name: string;
  /** True once the first-run guide was finished or left. */
  readonly guideDone: boolean;
}
