/**
 * @module One live run: stamps what learners do, asks the simulation for the next slice at its own pace, and shows the result.
 *
 * `requestedUs` divides simulated time: what lies before it has been asked of the simulation, and nothing may change it any
 * more; actions are stamped with `requestedUs` itself. While an entry is on its way to the disk the line stands still.
 */
import { type Issue, issue } from '../../sim-engine/kernel/result.ts';
import type { Action } from '../../sim-engine/model/scenario.ts';
import type { AcceptedAction, Answer, Control, RunListing } from '../../sim-engine/protocol/messages.ts';
import { messageOf } from '../core/lab-error.ts';
import type { Metrics } from '../core/metrics.ts';
import type { Ports } from '../core/ports.ts';
import type { Cancel } from '../core/timers.ts';
import type { Simulation } from '../workers/simulation.ts';
import type { SliceReply } from '../workers/slice.ts';
import { Absence } from './absence.ts';
import { failedEntry, finishedEntry } from './closing-entries.ts';
import type { StoredRun } from './load-run.ts';
import { Pace } from './pace.ts';
import { RunKeeper } from './run-keeper.ts';
import type { AcceptedControl, RunLedger } from './run-ledger.ts';
import { runListing } from './run-listing.ts';
import { type LifeState, stateOf, statusOf } from './run-machine.ts';
import { RunScreen, type Watching } from './run-screen.ts';
import { RunSteering } from './run-steering.ts';
import { type Outcome, SliceDriver } from './slice-driver.ts';
import { SpeedMeter } from './speed-meter.ts';
import type { Viewer } from './viewer.ts';

/** A slice of a running run may hold its thread this long: far more than a frame's worth of any run that keeps up. */
const SLICE_WALL_MS = 250;
/** A run that catches up after a restart takes shorter turns, so that the others keep their pace. */
const CATCH_UP_WALL_MS = 50;
/** Wait before asking again what the disk or the threads refused. */
const RETRY_MS = 1_000;
const CLOSING = issue('busy', '', 'The run is being put away; send the message again in a moment.');
/** What a session takes from the server around it. */
export interface SessionHost {
  readonly ports: Ports;
  readonly metrics: Metrics;
  readonly simulation: Simulation;
  /** Frame interval as the server can afford it now, milliseconds. */
  readonly frameIntervalMs: () => number;
  /** An issue when the server or the learner has no room for another running run. */
  readonly admit: (learnerId: string) => Issue | undefined;
  /** Told how long after its due time a frame left, milliseconds. */
  readonly lateness: (ms: number) => void;
  /** The session may be put away. */
  readonly idle: (session: LabSession) => void;
}

/** One live run. */
export class LabSession {
  readonly runId: string;
  private readonly host: SessionHost;
  private readonly stored: StoredRun;
  private readonly steering: RunSteering;
  private readonly driver: SliceDriver;
  private readonly keeper: RunKeeper;
  private readonly absence: Absence;
  private readonly pace: Pace;
  private readonly meter: SpeedMeter;
  private readonly screen: RunScreen;
  private requestedUs: number;
  /** When the frame of the slice under way was due; undefined for slices that no pace asked for. */
  private dueMs: number | undefined;
  /** Speed at which the pace runs; undefined while the run stands still. */
  private pacedAt: number | undefined;
  private working: Promise<void> | undefined;
  private wake: Cancel | undefined;
  private closing: Promise<void> | undefined;

  /**
   * @param host    the server around it
   * @param stored  the run as it was found or made on disk
   */
  constructor(host: SessionHost, stored: StoredRun) {
    const { ports, simulation, metrics } = host;
    const { ledger, history } = stored;
    this.host = host;
    this.stored = stored;
    this.runId = ledger.created.runId;
    this.steering = new RunSteering(stored.journal, ledger, () => this.journalMoved());
    const { scenario, scenarioSha256, seed } = ledger.created;
    const from = { scenario, scenarioSha256, seed };
    this.driver = new SliceDriver(simulation, this.runId, from, stored.checkpoint, ports.log);
    this.keeper = new RunKeeper(ports, metrics, stored);
    this.absence = new Absence(
      ports.timers,
      () => this.pauseUnwatched(),
      () => {
        if (!this.working) host.idle(this);
      },
    );
    this.pace = new Pace(ports.clock, host.frameIntervalMs);
    this.meter = new SpeedMeter(ports.clock);
    this.screen = new RunScreen(metrics, ledger, history, this.meter);
    // What learners have seen stays seen: a restarted run first gets back to the last tick it had shown.
    this.requestedUs = Math.min(this.endUs, Math.max(ledger.stampedUs, this.driver.nowUs, this.screen.seenUs));
    this.keepPace();
    this.noteAttendance();
  }

  /** What is durable of the run. */
  get ledger(): RunLedger {
    return this.steering.ledger;
  }

  /** True while somebody watches. */
  get watched(): boolean {
    return this.screen.viewerCount > 0;
  }

  /** True while the run is being simulated at its pace. */
  get running(): boolean {
    return this.state === 'running' || this.state === 'finishing';
  }

  /** True once the session is being put away; the run itself can be opened again. */
  get closed(): boolean {
    return this.closing !== undefined;
  }

  /** The run's line in a list. */
  listing(): RunListing {
    return runListing(this.ledger, {
      status: statusOf(this.ledger.life),
      simulatedUs: Math.max(this.screen.seenUs, this.driver.nowUs),
      points: this.screen.points ?? this.driver.checkpoint?.header.points,
    });
  }

  /** Begins to work: a run that was running goes on, one with a viewer gets its picture. */
  begin(): void {
    this.pump();
  }

  /**
   * Starts showing the run to somebody.
   *
   * @param viewer     who is watching
   * @param ticksHeld  ticks the viewer has already
   */
  watch(viewer: Viewer, ticksHeld: number): Watching {
    const watching = this.screen.watch(viewer, ticksHeld, () => this.noteAttendance());
    this.noteAttendance();
    this.pump();
    return {
      ...watching,
      particles: (shown) => {
        watching.particles(shown);
        this.pump();
      },
    };
  }

  /** A learner's action; see {@link RunSteering.act}. */
  async act(clientId: string, action: Action): Promise<Answer<AcceptedAction>> {
    if (this.closing) return { ok: false, issues: [CLOSING] };
    const { metrics, ports } = this.host;
    const beganMs = ports.clock.monotonicMs();
    const answer = await this.steering.act(clientId, action, this.requestedUs);
    if (answer.ok) metrics.journalSeconds.observe((ports.clock.monotonicMs() - beganMs) / 1_000);
    metrics.actions.inc({ outcome: answer.ok ? 'accepted' : 'refused' });
    return answer;
  }

  /** A change of the run's life; see {@link RunSteering.control}. */
  control(clientId: string, control: Control): Promise<Answer<AcceptedControl>> {
    if (this.closing) return Promise.resolve({ ok: false, issues: [CLOSING] });
    const admit = (): Issue | undefined => this.host.admit(this.ledger.created.learnerId);
    return this.steering.control(clientId, control, this.requestedUs, admit);
  }

  /** Stops the run where it is, leaves a checkpoint behind and closes its files. */
  close(): Promise<void> {
    this.closing ??= this.shut();
    return this.closing;
  }

  private async shut(): Promise<void> {
    this.wake?.();
    this.absence.stop();
    await this.working;
    const keptUs = this.driver.checkpoint?.header.nowUs ?? 0;
    if (this.state !== 'failed' && this.driver.nowUs > keptUs) {
      const outcome = await this.advance(this.driver.nowUs, SLICE_WALL_MS, true);
      if (outcome.kind === 'advanced') this.keeper.keep(outcome.reply);
    }
    await this.keeper.close();
    this.host.simulation.forget(this.runId);
  }

  private get state(): LifeState {
    return stateOf(this.ledger.life);
  }

  private get endUs(): number {
    return this.stored.ledger.finishAtUs ?? this.stored.ledger.created.scenario.durationUs;
  }

  /** After each entry that became durable, or that the disk refused. */
  private journalMoved(): void {
    this.keepPace();
    this.noteAttendance();
    this.screen.publish();
    this.pump();
  }

  private keepPace(): void {
    if (this.state !== 'running') {
      this.pacedAt = undefined;
      return;
    }
    const { speed } = this.ledger;
    if (this.pacedAt === speed) return;
    this.meter.reset(this.requestedUs);
    if (this.pacedAt === undefined) this.pace.start(Number.parseInt(this.runId.slice(0, 4), 16) / 0xffff);
    this.pacedAt = speed;
  }

  /** Decides what to do next; called whenever anything changed, harmless when nothing did. */
  private pump(): void {
    this.wake?.();
    this.wake = undefined;
    if (this.closing || this.working || this.steering.pending > 0 || this.state === 'failed') return;
    const catchingUp = this.driver.nowUs < this.requestedUs;
    if (this.state === 'running' && !catchingUp && this.requestedUs < this.endUs) this.takeStep();
    const over = this.state !== 'finished' && this.state !== 'ready' && this.requestedUs >= this.endUs;
    const pictureMissing = this.screen.blank && (this.watched || this.state === 'running');
    if (this.driver.nowUs < this.requestedUs || (pictureMissing && !over)) {
      this.work(() => this.slice(catchingUp ? CATCH_UP_WALL_MS : SLICE_WALL_MS));
    } else if (over) {
      this.work(() => this.seal());
    }
  }

  private takeStep(): void {
    const step = this.pace.take();
    if (!step) {
      this.wake = this.host.ports.timers.after(this.pace.waitMs(), () => this.pump());
      return;
    }
    this.dueMs = step.dueMs;
    const spanUs = Math.round(step.spanMs * 1_000 * this.ledger.speed);
    this.requestedUs = Math.min(this.endUs, this.requestedUs + spanUs);
  }

  private work(task: () => Promise<void>): void {
    this.wake?.();
    this.working = task().finally(() => {
      this.working = undefined;
      this.pump();
    });
  }

  private async slice(wallMs: number): Promise<void> {
    const outcome = await this.advance(this.requestedUs, wallMs, false);
    if (outcome.kind !== 'advanced') return this.setBack(outcome);
    this.show(outcome.reply);
    // A budget ran out: what was not simulated is not asked for yet, unless it was promised or seen already.
    if (this.driver.nowUs < this.requestedUs && this.steering.pending === 0) {
      this.requestedUs = Math.max(this.driver.nowUs, this.ledger.stampedUs, this.screen.seenUs);
    }
  }

  /** The run has reached its end: its digest goes into the journal, and only then is it called finished. */
  private async seal(): Promise<void> {
    const outcome = await this.advance(this.endUs, SLICE_WALL_MS, true);
    if (outcome.kind !== 'advanced') return this.setBack(outcome);
    const { reply } = outcome;
    this.show(reply);
    if (reply.nowUs < this.endUs) return;
    await this.note(finishedEntry(this.endUs, reply));
  }

  private advance(untilUs: number, wallMsMax: number, complete: boolean): Promise<Outcome> {
    return this.driver.advance({
      untilUs,
      wallMsMax,
      actions: this.ledger.actions,
      logFrom: this.screen.logLength,
      topologyVersion: this.screen.topologyVersion,
      checkpoint: complete,
      objectives: complete || this.screen.points === undefined,
      particles: this.screen.particlesWanted,
    });
  }

  private async setBack(outcome: Exclude<Outcome, { kind: 'advanced' }>): Promise<void> {
    this.dueMs = undefined;
    if (outcome.kind === 'busy') return this.rest();
    this.host.metrics.threadLosses.inc();
    if (outcome.kind === 'lost') return;
    const { created } = this.ledger;
    const failed = failedEntry(this.driver.nowUs, created, outcome.error);
    const reason = outcome.error.message;
    this.host.ports.log.error({ runId: this.runId, seed: created.seed, reason }, 'run given up');
    this.screen.fail([{ code: failed.code, path: '', message: failed.message }]);
    await this.note(failed);
  }

  /** Journals what the server has to say; when the disk refuses, the next turn says it again. */
  private async note(entry: Parameters<RunSteering['note']>[0]): Promise<void> {
    try {
      await this.steering.note(entry);
    } catch (error) {
      this.host.metrics.diskRefusals.inc({ file: 'journal' });
      this.host.ports.log.warn({ runId: this.runId, reason: messageOf(error) }, `"${entry.type}" not journalled yet`);
      await this.rest();
    }
  }

  private rest(): Promise<void> {
    if (this.closing) return Promise.resolve();
    return new Promise((resolve) => {
      this.host.ports.timers.after(RETRY_MS, resolve);
    });
  }

  private show(reply: SliceReply): void {
    this.keeper.keep(reply);
    if (!this.screen.take(reply)) return;
    this.screen.publish();
    if (this.dueMs !== undefined && this.watched) {
      this.host.lateness(this.host.ports.clock.monotonicMs() - this.dueMs);
    }
    this.dueMs = undefined;
  }

  private noteAttendance(): void {
    if (this.closing) return;
    if (this.watched) this.absence.note('watched');
    else this.absence.note(this.state === 'running' ? 'running-alone' : 'standing-alone');
  }

  private pauseUnwatched(): void {
    // Learners' ids hold no colon, so this can never be taken for one of theirs.
    const clientId = `server:unwatched:${this.ledger.controlCount}`;
    this.control(clientId, { type: 'pause' }).then(
      (answer) => {
        if (!answer.ok) this.host.ports.log.warn({ runId: this.runId, ...answer.issues[0] }, 'not paused');
      },
      (error: unknown) => {
        this.host.ports.log.error({ runId: this.runId, reason: messageOf(error) }, 'not paused');
      },
    );
  }
}
