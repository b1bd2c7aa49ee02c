/** @module A run as it can be shown right now: what every viewer's next frame is made from. */

import type { Issue } from '../../sim-engine/kernel/result.ts';
import type { StampedAction } from '../../sim-engine/model/action-log.ts';
import type { GuardResult, LogEntry, ObjectiveResult } from '../../sim-engine/model/run-result.ts';
import type { TopologyView } from '../../sim-engine/model/topology.ts';
import type { StateView } from '../../sim-engine/protocol/frame-codec.ts';
import type { RunStatus } from '../../sim-engine/protocol/messages.ts';
import type { Particles } from '../../sim-engine/protocol/particle-codec.ts';

/** Replaced parts are replaced whole, so that "changed" is "not the same reference"; ticks, log and actions only grow. */
export interface RunView {
  readonly status: RunStatus;
  /** Speed asked for, simulated seconds per second. */
  readonly speed: number;
  readonly actualSpeed: number;
  readonly simulatedUs: number;
  readonly events: number;
  readonly state: StateView;
  /** Absent while nobody draws them. */
  readonly particles: Particles | undefined;
  /** Packed ticks from index 0. */
  readonly ticks: readonly Uint8Array[];
  readonly topology: TopologyView | undefined;
  readonly log: readonly LogEntry[];
  readonly objectives: readonly ObjectiveResult[] | undefined;
  readonly guards: readonly GuardResult[] | undefined;
  readonly actions: readonly StampedAction[];
  readonly movesUsed: number;
  readonly issues: readonly Issue[] | undefined;
  readonly digest: string | undefined;
}
