/**
 * @module Drives one run through the simulation, slice by slice, and survives the threads that do it.
 *
 * What is kept here is how far the run was executed, which actions it was given, and its last checkpoint. A lost thread
 * costs the way back to that checkpoint. A run that takes its thread down twice before getting past the same point is given
 * up: it would do so for ever, and others share the thread.
 */
import type { StampedAction } from '../../sim-engine/model/action-log.ts';
import { LabError } from '../core/lab-error.ts';
import type { Log } from '../core/log.ts';
import type { Simulation } from '../workers/simulation.ts';
import type { RunSeed, RunWorld, SliceReply, SliceRequest } from '../workers/slice.ts';
import type { Checkpoint } from './checkpoint-file.ts';

/** Threads a run may lose at one point. */
const LOSSES_MAX = 2;
/** Model events in one slice; a run denser than this is slowed rather than let to hold its thread. */
const SLICE_EVENTS_MAX = 1_000_000;

/** What to ask the simulation for. */
export interface Advance {
  readonly untilUs: number;
  /** Wall time the slice may take, milliseconds. */
  readonly wallMsMax: number;
  /** The journal's actions so far. */
  readonly actions: readonly StampedAction[];
  readonly logFrom: number;
  readonly topologyVersion: number;
  readonly checkpoint: boolean;
  readonly objectives: boolean;
  readonly particles: boolean;
}

/** How a slice ended. */
export type Outcome =
  | { readonly kind: 'advanced'; readonly reply: SliceReply }
  /** The thread is gone; the next slice starts from the last checkpoint. */
  | { readonly kind: 'lost'; readonly error: LabError }
  /** No thread has room now. */
  | { readonly kind: 'busy' }
  /** The run cannot go on. */
  | { readonly kind: 'hopeless'; readonly error: LabError };

/** One run's way through the simulation. */
export class SliceDriver {
  private readonly simulation: Simulation;
  private readonly runId: string;
  private readonly from: RunSeed;
  private readonly log: Log;
  private latest: Checkpoint | undefined;
  private reachedUs: number;
  private actionsGiven: number;
  private losses = 0;
  /** The run must get past this before its losses are forgiven. */
  private dangerUs = -1;

  /**
   * @param simulation  the threads
   * @param runId       id under which they hold the run
   * @param from        what the run starts from
   * @param checkpoint  last one, if there is one
   * @param log         where losses are told
   */
  constructor(simulation: Simulation, runId: string, from: RunSeed, checkpoint: Checkpoint | undefined, log: Log) {
    this.simulation = simulation;
    this.runId = runId;
    this.from = from;
    this.log = log;
    this.latest = checkpoint;
    this.reachedUs = checkpoint?.header.nowUs ?? 0;
    this.actionsGiven = checkpoint?.header.actionCount ?? 0;
  }

  /** Simulated time executed, microseconds. */
  get nowUs(): number {
    return this.reachedUs;
  }

  /** The last checkpoint. */
  get checkpoint(): Checkpoint | undefined {
    return this.latest;
  }

  /** Advances the run by one slice. Never throws an operating failure: how it ended is the outcome. */
  async advance(wanted: Advance): Promise<Outcome> {
    // The journal goes on growing while the slice is under way; what it gives must be what is counted afterwards.
    const asked = { ...wanted, actions: wanted.actions.slice() };
    try {
      const warm = await this.simulation.slice(this.request(asked));
      const reply = warm.kind === 'slice' ? warm : await this.simulation.slice(this.request(asked, this.world(asked)));
      if (reply.kind !== 'slice') return this.loss(asked, new LabError('worker-lost', 'A thread refused its own run.'));
      this.take(asked, reply);
      return { kind: 'advanced', reply };
    } catch (error) {
      if (!(error instanceof LabError)) throw error;
      if (error.code === 'busy') return { kind: 'busy' };
      return this.loss(asked, error);
    }
  }

  private request(asked: Advance, world?: RunWorld): SliceRequest {
    return {
      kind: 'slice',
      runId: this.runId,
      fromUs: this.reachedUs,
      actionsGiven: this.actionsGiven,
      actions: asked.actions.slice(this.actionsGiven),
      untilUs: asked.untilUs,
      wallMsMax: asked.wallMsMax,
      eventsMax: SLICE_EVENTS_MAX,
      logFrom: asked.logFrom,
      topologyVersion: asked.topologyVersion,
      checkpoint: asked.checkpoint,
      objectives: asked.objectives,
      particles: asked.particles,
      ...(world ? { world } : {}),
    };
  }

  private world(asked: Advance): RunWorld {
    return { from: this.from, actions: asked.actions, ...(this.latest ? { checkpoint: this.latest } : {}) };
  }

  private take(asked: Advance, reply: SliceReply): void {
    this.reachedUs = reply.nowUs;
    this.actionsGiven = asked.actions.length;
    if (reply.tookUp?.checkpointRefused !== undefined) {
      this.log.warn(
        { runId: this.runId, reason: reply.tookUp.checkpointRefused },
        'checkpoint dropped: the run is executed again from its journal',
      );
      this.latest = undefined;
    }
    if (reply.checkpoint) this.latest = reply.checkpoint;
    if (reply.nowUs >= this.dangerUs) this.losses = 0;
  }

  private loss(asked: Advance, error: LabError): Outcome {
    this.losses++;
    this.dangerUs = Math.max(this.dangerUs, asked.untilUs);
    this.reachedUs = this.latest?.header.nowUs ?? 0;
    this.actionsGiven = this.latest?.header.actionCount ?? 0;
    this.log.warn({ runId: this.runId, losses: this.losses, code: error.code, reason: error.message }, 'thread lost');
    return this.losses >= LOSSES_MAX ? { kind: 'hopeless', error } : { kind: 'lost', error };
  }
}
