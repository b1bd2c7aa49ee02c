/**
 * @module Frames for one viewer: numbered without gaps, few of them unacknowledged, and nothing lost in between.
 *
 * Of the state only the newest counts. Ticks, log, topology, objectives and actions wait behind cursors, and whatever the
 * viewer does not have goes out with its next frame, however many frames were left out for its sake.
 */
import type { TopologyView } from '../../sim-engine/model/topology.ts';
import { encodeFrame, type StateView } from '../../sim-engine/protocol/frame-codec.ts';
import { FRAMES_UNACKED_MAX, type FrameNotes } from '../../sim-engine/protocol/messages.ts';
import { encodeParticles, type Particles } from '../../sim-engine/protocol/particle-codec.ts';
import type { RunView } from './run-view.ts';
import type { Viewer } from './viewer.ts';

/** Ticks in one frame at most: ten minutes of simulated time, some hundred kilobytes. */
const TICKS_PER_FRAME_MAX = 1_200;

/** While data is moved the structure changes with every frame only in how far that is: it is told with every so many frames. */
const MOVES_EVERY_FRAMES = 10;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** One viewer's place in a run. */
export class FrameFeed {
  private readonly viewer: Viewer;
  private sequence = 0;
  private acked = 0;
  private ticksSent: number;
  private logSent = 0;
  private actionsSent = -1;
  private shown: Partial<RunView> = {};
  /** State of the last frame: the next one tells what changed since. */
  private stateSent: StateView | null = null;
  private drawsParticles = false;
  private particlesSent: Particles | null = null;
  private topologySent: TopologyView | null = null;
  /** Frames since it was told. */
  private framesSince = 0;
  /** A view that could not be sent yet. */
  private held = false;

  /**
   * @param viewer     who is watching
   * @param ticksHeld  ticks the viewer already has, whole number >= 0
   */
  constructor(viewer: Viewer, ticksHeld: number) {
    this.viewer = viewer;
    this.ticksSent = ticksHeld;
  }

  /** Frames sent and not acknowledged. */
  get unacked(): number {
    return this.sequence - this.acked;
  }

  /**
   * Sends the run as it stands, or remembers to do so when the viewer has caught up.
   *
   * @param view  the run now
   * @returns whether a frame left
   */
  offer(view: RunView): boolean {
    if (this.unacked >= FRAMES_UNACKED_MAX) {
      this.held = true;
      return false;
    }
    // A viewer from before a restart may hold ticks of a future that was cut off; it gets those anew.
    const from = Math.min(this.ticksSent, view.ticks.length);
    const ticks = view.ticks.slice(from, from + TICKS_PER_FRAME_MAX);
    this.ticksSent = from + ticks.length;
    this.sequence++;
    const notes = this.notes(view);
    const { simulatedUs, events, actualSpeed } = view;
    this.offerParticles(view);
    this.viewer.frame(
      encodeFrame({ sequence: this.sequence, simulatedUs, events, actualSpeed }, view.state, ticks, this.stateSent),
      notes,
    );
    this.stateSent = view.state;
    this.held = this.ticksSent < view.ticks.length;
    return true;
  }

  /** True while the viewer draws single requests. */
  get particlesWanted(): boolean {
    return this.drawsParticles;
  }

  /** @param shown  whether the viewer draws them from now on; the first packet then is whole */
  showParticles(shown: boolean): void {
    this.drawsParticles = shown;
    this.particlesSent = null;
  }

  private offerParticles({ particles, simulatedUs }: RunView): void {
    // Those of another instant than the frame's would be of no use to it.
    if (!this.drawsParticles || particles?.simulatedUs !== simulatedUs) return;
    this.viewer.particles(encodeParticles(particles, this.particlesSent));
    this.particlesSent = particles;
  }

  /**
   * Takes an acknowledgement; one for frames that were never sent, or were acknowledged before, changes nothing.
   *
   * @param sequence  last frame the viewer has
   * @param view      the run now, sent at once if the viewer is behind
   */
  ack(sequence: number, view: RunView | undefined): void {
    if (sequence > this.sequence || sequence <= this.acked) return;
    this.acked = sequence;
    if (this.held && view) this.offer(view);
  }

  private notes(view: RunView): FrameNotes {
    const notes: Mutable<FrameNotes> = {};
    const { shown } = this;
    if (view.status !== shown.status) notes.status = view.status;
    if (view.speed !== shown.speed) notes.speed = view.speed;
    this.framesSince++;
    if (view.topology && this.tellsTopology(view.topology)) {
      notes.topology = view.topology;
      this.topologySent = view.topology;
      this.framesSince = 0;
    }
    if (view.objectives && view.objectives !== shown.objectives) notes.objectives = view.objectives;
    if (view.guards && view.guards !== shown.guards) notes.guards = view.guards;
    if (view.movesUsed !== shown.movesUsed) notes.movesUsed = view.movesUsed;
    if (view.issues && view.issues !== shown.issues) notes.issues = view.issues;
    if (view.digest !== undefined && view.digest !== shown.digest) notes.digest = view.digest;
    if (view.log.length > this.logSent) {
      notes.logFrom = this.logSent;
      notes.log = view.log.slice(this.logSent);
      this.logSent = view.log.length;
    }
    if (view.actions.length !== this.actionsSent) {
      notes.actions = view.actions.map(({ atUs, action }) => ({ atUs, action }));
      this.actionsSent = view.actions.length;
    }
    this.shown = view;
    return notes;
  }

  /** @returns whether the structure is new to the viewer, or so is how far its moves have come, and it is time to say so */
  private tellsTopology(topology: TopologyView): boolean {
    const sent = this.topologySent;
    if (topology === sent) return false;
    if (sent?.version !== topology.version || sent.moves.length !== topology.moves.length) return true;
    return this.framesSince >= MOVES_EVERY_FRAMES;
  }
}
