/** @module The screen of a run: the newest of everything that can be shown, and the viewers it is shown to. */
import type { Issue } from '../../sim-engine/kernel/result.ts';
import type { GuardResult, LogEntry, ObjectiveResult } from '../../sim-engine/model/run-result.ts';
import type { TopologyView } from '../../sim-engine/model/topology.ts';
import { decodeState, type StateView, TICK_US } from '../../sim-engine/protocol/frame-codec.ts';
import { decodeParticles, type Particles } from '../../sim-engine/protocol/particle-codec.ts';
import type { Metrics } from '../core/metrics.ts';
import type { SliceReply } from '../workers/slice.ts';
import { FrameFeed } from './frame-feed.ts';
import type { History } from './history-file.ts';
import type { RunLedger } from './run-ledger.ts';
import { statusOf } from './run-machine.ts';
import type { RunView } from './run-view.ts';
import type { SpeedMeter } from './speed-meter.ts';
import type { Viewer } from './viewer.ts';

/** What a run that cannot be simulated any more shows. */
const EMPTY_STATE: StateView = { topologyVersion: 0, stations: [], caches: [] };

/** One viewer's connection to a run. */
export interface Watching {
  /** @param sequence  last frame the viewer has */
  ack(sequence: number): void;
  /** @param shown  whether the viewer draws single requests from now on */
  particles(shown: boolean): void;
  stop(): void;
}

/** Keeps what is shown and shows it. */
export class RunScreen {
  private readonly metrics: Metrics;
  private readonly ledger: RunLedger;
  private readonly history: History;
  private readonly meter: SpeedMeter;
  private readonly feeds = new Set<FrameFeed>();
  private shown: { readonly state: Uint8Array; readonly simulatedUs: number; readonly events: number } | undefined;
  /** The state shown, unpacked for those who watch: once, however many they are. */
  private unpacked: { readonly from: Uint8Array; readonly state: StateView } | undefined;
  private particles: Particles | undefined;
  private topology: TopologyView | undefined;
  private readonly log: LogEntry[] = [];
  private objectives: readonly ObjectiveResult[] | undefined;
  private guards: readonly GuardResult[] | undefined;
  private problem: readonly Issue[] | undefined;

  constructor(metrics: Metrics, ledger: RunLedger, history: History, meter: SpeedMeter) {
    this.metrics = metrics;
    this.ledger = ledger;
    this.history = history;
    this.meter = meter;
    if (ledger.failed) this.problem = [{ code: ledger.failed.code, path: '', message: ledger.failed.message }];
  }

  /** Viewers. */
  get viewerCount(): number {
    return this.feeds.size;
  }

  /** True until there is everything to show that somebody looks at. */
  get blank(): boolean {
    return this.shown === undefined || (this.particlesWanted && this.particles === undefined);
  }

  /** True while somebody draws single requests. */
  get particlesWanted(): boolean {
    for (const feed of this.feeds) if (feed.particlesWanted) return true;
    return false;
  }

  /** How far viewers may have seen, microseconds: the newest state or the newest tick. */
  get seenUs(): number {
    return Math.max(this.shown?.simulatedUs ?? 0, this.history.ticks.length * TICK_US);
  }

  /** Log entries that need not be sent by the thread again. */
  get logLength(): number {
    return this.log.length;
  }

  /** Version of the topology that need not be sent again; -1 for none. */
  get topologyVersion(): number {
    return this.topology?.version ?? -1;
  }

  /** Points as the objectives stand, or undefined before anything is known. */
  get points(): number | undefined {
    return this.objectives?.reduce((sum, objective) => sum + objective.points, 0);
  }

  /** @param issues  why the run cannot go on */
  fail(issues: readonly Issue[]): void {
    this.problem = issues;
  }

  /**
   * Takes over what a slice brought.
   *
   * @param reply  the slice
   * @returns whether the screen changed; a fresh thread going over old ground does not turn it back
   */
  take(reply: SliceReply): boolean {
    this.log.push(...reply.log);
    this.particles = reply.particles === undefined ? undefined : unpacked(reply.particles);
    if (reply.nowUs < this.seenUs) return false;
    if (reply.topology) this.topology = reply.topology;
    if (reply.objectives) this.objectives = reply.objectives;
    if (reply.guards) this.guards = reply.guards;
    this.shown = { state: reply.state, simulatedUs: reply.nowUs, events: reply.events };
    this.meter.add(reply.nowUs);
    return true;
  }

  /**
   * @param viewer     who is watching
   * @param ticksHeld  ticks the viewer has already
   * @param stopped    called once when the viewer has left
   */
  watch(viewer: Viewer, ticksHeld: number, stopped: () => void): Watching {
    const feed = new FrameFeed(viewer, ticksHeld);
    this.feeds.add(feed);
    this.metrics.viewers.inc();
    const view = this.view();
    if (view) this.offer(feed, view);
    return {
      ack: (sequence) => feed.ack(sequence, this.view()),
      particles: (shown) => feed.showParticles(shown),
      stop: () => {
        if (!this.feeds.delete(feed)) return;
        this.metrics.viewers.dec();
        stopped();
      },
    };
  }

  /** Offers the run as it stands to every viewer. */
  publish(): void {
    const view = this.feeds.size > 0 ? this.view() : undefined;
    if (view) for (const feed of this.feeds) this.offer(feed, view);
  }

  private offer(feed: FrameFeed, view: RunView): void {
    if (feed.offer(view)) this.metrics.framesSent.inc();
    else this.metrics.framesHeld.inc();
  }

  private state(): StateView {
    if (!this.shown) return EMPTY_STATE;
    const from = this.shown.state;
    if (this.unpacked?.from !== from) this.unpacked = { from, state: decodeState(from) };
    return this.unpacked.state;
  }

  private view(): RunView | undefined {
    if (!this.shown && !this.problem) return undefined;
    const { life, speed, actions, movesUsed, finished } = this.ledger;
    const status = statusOf(life);
    return {
      status,
      speed,
      actualSpeed: status === 'running' ? this.meter.speed(speed) : 0,
      simulatedUs: this.shown?.simulatedUs ?? this.seenUs,
      events: this.shown?.events ?? 0,
      state: this.state(),
      particles: this.particles,
      ticks: this.history.ticks,
      topology: this.topology,
      log: this.log,
      objectives: this.objectives,
      guards: this.guards,
      actions,
      movesUsed,
      issues: this.problem,
      digest: finished?.digest,
    };
  }
}

/** What a thread packed is whole. */
function unpacked(bytes: Uint8Array): Particles | undefined {
  const read = decodeParticles(bytes, null);
  return read.ok ? read.value : undefined;
}
