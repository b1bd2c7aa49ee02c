/** @module The runs a simulation thread holds: a cache, never the truth. What is not here is taken up from checkpoint and journal. */

import { Run, type RunOptions } from '../../sim-engine/index.ts';
import { encodeState } from '../../sim-engine/protocol/frame-codec.ts';
import { encodeParticles } from '../../sim-engine/protocol/particle-codec.ts';
import { ENGINE_VERSION } from '../../sim-engine/version.ts';
import type { Checkpoint } from '../runs/checkpoint-file.ts';
import type { NeedWorld, RunWorld, SliceReply, SliceRequest } from './slice.ts';

/** Runs held at most; the one unused for longest goes first. A run of the library's scenarios takes a few megabytes. */
const RUNS_HELD_MAX = 400;
/** Simulated time between two looks at the budgets, microseconds. */
const STEP_US = 100_000;
/** A run that advances gives a checkpoint between these ages of its last, milliseconds of wall time; two seconds are promised. */
const CHECKPOINT_AGE_MS_MIN = 900;
const CHECKPOINT_AGE_MS_MAX = 1_800;

interface Held {
  readonly run: Run;
  actionsGiven: number;
  checkpointMs: number;
  checkpointUs: number;
  standingJson: string;
}

/** Advances runs slice by slice and keeps them warm in between. */
export class RunCache {
  private readonly held = new Map<string, Held>();
  private readonly nowMs: () => number;
  /** When any run last gave a checkpoint. */
  private lastCheckpointMs = 0;

  /** @param nowMs  monotonic milliseconds, for budgets and the rhythm of checkpoints only */
  constructor(nowMs: () => number) {
    this.nowMs = nowMs;
  }

  /** @param runId  run that is not needed any more */
  forget(runId: string): void {
    this.held.delete(runId);
  }

  /**
   * Advances a run until the time asked for or until a budget runs out.
   *
   * A run that throws is let go of, so that the next slice takes it up from its last checkpoint.
   */
  slice(request: SliceRequest): SliceReply | NeedWorld {
    let held = this.held.get(request.runId);
    let tookUp: SliceReply['tookUp'];
    if (held && !stands(held, request)) held = undefined;
    if (!held) {
      this.held.delete(request.runId);
      if (!request.world) return { kind: 'need-world' };
      const taken = takeUp(request.runId, request.world, this.nowMs());
      held = taken.held;
      tookUp = taken.tookUp;
      giveActions(held, request.world.actions.slice(held.actionsGiven));
    } else {
      giveActions(held, request.actions);
      this.held.delete(request.runId);
    }
    // Put back only after it went well, and at the end of the map: the newest is the last to go.
    this.advance(held.run, request);
    const reply = this.reply(held, request, tookUp);
    this.held.set(request.runId, held);
    this.trim();
    return reply;
  }

  private advance(run: Run, request: SliceRequest): void {
    const stopMs = this.nowMs() + request.wallMsMax;
    const stopEvents = run.events + request.eventsMax;
    while (run.nowUs < request.untilUs && !run.finished) {
      run.advanceTo(Math.min(run.nowUs + STEP_US, request.untilUs));
      if (this.nowMs() >= stopMs || run.events >= stopEvents) return;
    }
  }

  private reply(held: Held, request: SliceRequest, tookUp: SliceReply['tookUp']): SliceReply {
    const { run } = held;
    const ticks = run.takeTicks();
    const topology = run.topology();
    const log = run.log();
    const standing =
      request.objectives || ticks.length > 0 || tookUp ? changedStanding(held, request.objectives) : undefined;
    const checkpoint = this.checkpointDue(held, request) ? this.checkpoint(held, request.runId) : undefined;
    return {
      kind: 'slice',
      nowUs: run.nowUs,
      events: run.events,
      digest: run.digest(),
      ticks,
      state: encodeState(run.state()),
      ...(request.particles ? { particles: encodeParticles(run.particles(), null) } : {}),
      log: log.slice(request.logFrom),
      ...(topology.version !== request.topologyVersion || topology.moves.length > 0 ? { topology } : {}),
      ...standing,
      ...(checkpoint ? { checkpoint } : {}),
      ...(tookUp ? { tookUp } : {}),
    };
  }

  private checkpointDue(held: Held, request: SliceRequest): boolean {
    if (request.checkpoint) return true;
    if (held.run.nowUs <= held.checkpointUs) return false;
    // Runs that were started together would all give theirs together, and everybody's frames would wait for them.
    const ageMs = this.nowMs() - held.checkpointMs;
    const gapMs = this.nowMs() - this.lastCheckpointMs;
    if (ageMs >= CHECKPOINT_AGE_MS_MAX) return true;
    return ageMs >= CHECKPOINT_AGE_MS_MIN && gapMs >= CHECKPOINT_AGE_MS_MIN / (this.held.size + 1);
  }

  private checkpoint(held: Held, runId: string): Checkpoint {
    const { run } = held;
    held.checkpointMs = this.nowMs();
    this.lastCheckpointMs = held.checkpointMs;
    held.checkpointUs = run.nowUs;
    const objectives = run.objectives();
    return {
      header: {
        runId,
        engineVersion: ENGINE_VERSION,
        nowUs: run.nowUs,
        events: run.events,
        actionCount: held.actionsGiven,
        digest: run.digest(),
        points: objectives.reduce((sum, objective) => sum + objective.points, 0),
        pointsMax: objectives.reduce((sum, objective) => sum + objective.pointsMax, 0),
      },
      snapshot: run.snapshot(),
    };
  }

  private trim(): void {
    if (this.held.size <= RUNS_HELD_MAX) return;
    for (const oldest of this.held.keys()) {
      this.held.delete(oldest);
      return;
    }
  }
}

function stands(held: Held, request: SliceRequest): boolean {
  return held.run.nowUs === request.fromUs && held.actionsGiven === request.actionsGiven;
}

function giveActions(held: Held, actions: RunWorld['actions']): void {
  for (const action of actions) {
    held.run.submit(action);
    held.actionsGiven++;
  }
}

function takeUp(
  runId: string,
  world: RunWorld,
  nowMs: number,
): { readonly held: Held; readonly tookUp: NonNullable<SliceReply['tookUp']> } {
  const options: RunOptions = { ...world.from, ticks: true };
  const holding = (run: Run, actionsGiven: number): Held => ({
    run,
    actionsGiven,
    checkpointMs: nowMs,
    checkpointUs: run.nowUs,
    standingJson: '',
  });
  if (!world.checkpoint) return { held: holding(Run.create(options), 0), tookUp: { from: 'beginning' } };
  const { header, snapshot } = world.checkpoint;
  const restored = Run.restore(options, snapshot);
  const refused = !restored.ok
    ? restored.issues.map((issue) => issue.message).join('; ')
    : header.runId !== runId
      ? `it belongs to run ${header.runId}`
      : restored.value.digest() !== header.digest || restored.value.nowUs !== header.nowUs
        ? `its digest is ${restored.value.digest()}, expected ${header.digest}`
        : undefined;
  if (restored.ok && refused === undefined) {
    return { held: holding(restored.value, header.actionCount), tookUp: { from: 'checkpoint' } };
  }
  return {
    held: holding(Run.create(options), 0),
    tookUp: { from: 'beginning', checkpointRefused: refused ?? 'it cannot be read' },
  };
}

/** Objectives and guards, when one changed since they were last sent. */
function changedStanding(held: Held, always: boolean): Pick<SliceReply, 'objectives' | 'guards'> | undefined {
  const standing = { objectives: held.run.objectives(), guards: held.run.guards() };
  const json = JSON.stringify(standing);
  if (json === held.standingJson && !always) return undefined;
  held.standingJson = json;
  return standing;
}
