/** @module A live run in one process: real engine, real session, with disk, time and threads in the test's hands. */
import { deflateRawSync } from 'node:zlib';
import { type LoadedScenario, loadLibrary } from '../../../server/content/library.ts';
import { silentLog } from '../../../server/core/log.ts';
import { createMetrics } from '../../../server/core/metrics.ts';
import type { Ports } from '../../../server/core/ports.ts';
import { dataLayout } from '../../../server/data/data-layout.ts';
import { LabSession, type SessionHost } from '../../../server/runs/lab-session.ts';
import { createRun, openRun } from '../../../server/runs/load-run.ts';
import type { Watching } from '../../../server/runs/run-screen.ts';
import type { Viewer } from '../../../server/runs/viewer.ts';
import { DEFLATE_FROM_BYTES } from '../../../server/socket/gateway.ts';
import { RunCache } from '../../../server/workers/run-cache.ts';
import type { Simulation } from '../../../server/workers/simulation.ts';
import type { SliceRequest } from '../../../server/workers/slice.ts';
import { decodeFrame, type Frame } from '../../../sim-engine/protocol/frame-codec.ts';
import type { FrameNotes } from '../../../sim-engine/protocol/messages.ts';
import { decodeParticles, type Particles } from '../../../sim-engine/protocol/particle-codec.ts';
import { ENGINE_VERSION } from '../../../sim-engine/version.ts';
import { ManualTime } from './manual-time.ts';
import { MemoryDisk } from './memory-disk.ts';

/** The run's id; all runs of one bench have their own disk. */
export const RUN_ID = '0123456789abcdef0123456789abcdef';
/** The learner whose runs these are. */
export const LEARNER_ID = 'fedcba9876543210fedcba9876543210';
/** The data directory in the disk of memory. */
export const DATA = dataLayout('/data');

const found = loadLibrary().get('noisy-neighbour');
if (!found) throw new TypeError('the library holds no noisy-neighbour');
/** The scenario everything here runs. */
export const CONTENT = found;

/** Threads that are this very thread. */
export class InlineSimulation implements Simulation {
  cache: RunCache;
  /** Called before each slice; may throw in the place of the engine. */
  beforeSlice: (request: SliceRequest) => void = () => undefined;
  /** Held up for as long as it takes to be resolved. */
  hold: Promise<void> | undefined;
  slices: SliceRequest[] = [];

  constructor(time: ManualTime) {
    this.cache = new RunCache(() => time.monotonicMs());
  }

  async slice(request: SliceRequest): ReturnType<Simulation['slice']> {
    this.slices.push(request);
    this.beforeSlice(request);
    await this.hold;
    return this.cache.slice(structuredClone(request));
  }

  forget(runId: string): void {
    this.cache.forget(runId);
  }

  record(): never {
    throw new TypeError('no record is made here');
  }

  async close(): Promise<void> {}
}

/** WebSocket puts four bytes before a message of this size, and the gateway has large ones compressed. */
function onTheWire(message: Uint8Array): number {
  return 4 + (message.length >= DEFLATE_FROM_BYTES ? deflateRawSync(message).length : message.length);
}

/** A viewer that remembers, and acknowledges unless told otherwise. */
export class RememberingViewer implements Viewer {
  readonly frames: { readonly frame: Frame; readonly notes: FrameNotes }[] = [];
  received: (sequence: number) => void = () => undefined;

  /** Bytes on the wire so far: packets, and the notes as Socket.IO writes them. */
  bytes = 0;
  /** Particles received since they were last asked for, and what all of them took. */
  readonly crowds: Particles[] = [];
  particleBytes = 0;

  frame(packet: Uint8Array, notes: FrameNotes): void {
    const text = Buffer.from(`451-${JSON.stringify(['frame', { _placeholder: true, num: 0 }, notes])}`);
    this.bytes += onTheWire(text) + onTheWire(packet);
    const frame = decodeFrame(packet.slice(), this.frames.at(-1)?.frame.state ?? null);
    if (!frame.ok) throw new TypeError(frame.issues[0]?.message);
    this.frames.push({ frame: frame.value, notes });
    this.received(frame.value.sequence);
  }

  particles(packet: Uint8Array): void {
    this.particleBytes += onTheWire(Buffer.from('451-["particles",{"_placeholder":true,"num":0}]')) + onTheWire(packet);
    const read = decodeParticles(packet.slice(), this.crowds.at(-1) ?? null);
    if (!read.ok) throw new TypeError(read.issues[0]?.message);
    this.crowds.push(read.value);
  }

  /** Everything told so far, the newest of each. */
  get notes(): FrameNotes {
    return Object.assign({}, ...this.frames.map(({ notes }) => notes));
  }

  get last(): Frame {
    const last = this.frames.at(-1);
    if (!last) throw new TypeError('no frame yet');
    return last.frame;
  }
}

/** Makes ports with time and disk of the test. */
export function testPorts(time: ManualTime, disk: MemoryDisk): Ports {
  let next = 0;
  return {
    clock: time,
    timers: time,
    disk,
    log: silentLog,
    random: { hex: (count) => (next++).toString(16).padStart(2 * count, '0') },
  };
}

/** One run with everything around it. */
export class BenchRun {
  readonly time = new ManualTime();
  readonly disk: MemoryDisk;
  readonly simulation = new InlineSimulation(this.time);
  readonly metrics = createMetrics();
  readonly viewer = new RememberingViewer();
  readonly latenesses: number[] = [];
  idled = false;
  private live: LabSession | undefined;
  private watching: Watching | undefined;

  constructor(disk: MemoryDisk = new MemoryDisk()) {
    this.disk = disk;
  }

  get session(): LabSession {
    if (!this.live) throw new TypeError('no session yet');
    return this.live;
  }

  /**
   * A new run.
   *
   * @param seed        the run's
   * @param durationUs  a longer life than the scenario's own, microseconds
   * @param content     another scenario than {@link CONTENT}
   */
  static async create(seed = 7, durationUs?: number, content: LoadedScenario = CONTENT): Promise<BenchRun> {
    const bench = new BenchRun();
    for (const folder of [DATA.root, DATA.runs]) await bench.disk.makeFolder(folder);
    const ports = testPorts(bench.time, bench.disk);
    const stored = await createRun(ports, bench.metrics, DATA, {
      type: 'created',
      runId: RUN_ID,
      learnerId: LEARNER_ID,
      scenarioId: content.scenario.id,
      scenarioSha256: content.sha256,
      scenario: { ...content.scenario, durationUs: durationUs ?? content.scenario.durationUs },
      seed,
      engineVersion: ENGINE_VERSION,
      createdAt: '2026-01-01T00:00:00.000Z',
    });
    bench.live = new LabSession(bench.host(ports), stored);
    bench.watch();
    return bench;
  }

  /** The same run taken up from a disk. */
  static async reopen(disk: MemoryDisk): Promise<BenchRun> {
    const bench = new BenchRun(disk);
    const ports = testPorts(bench.time, bench.disk);
    const stored = await openRun(ports, bench.metrics, DATA, RUN_ID);
    if ('issue' in stored) throw new TypeError(stored.issue.message);
    bench.live = new LabSession(bench.host(ports), stored);
    bench.live.begin();
    bench.watch();
    return bench;
  }

  private host(ports: Ports): SessionHost {
    return {
      ports,
      metrics: this.metrics,
      simulation: this.simulation,
      frameIntervalMs: () => 50,
      admit: () => undefined,
      lateness: (ms) => this.latenesses.push(ms),
      idle: () => {
        this.idled = true;
      },
    };
  }

  private watch(): void {
    this.viewer.received = (sequence) => setImmediate(() => this.watching?.ack(sequence));
    this.watching = this.session.watch(this.viewer, 0);
  }

  /** The viewer draws single requests from now on, or no longer. */
  showParticles(shown: boolean): void {
    this.viewer.crowds.length = 0;
    this.watching?.particles(shown);
  }

  /** The viewer leaves. */
  unwatch(): void {
    this.watching?.stop();
  }

  /** Acknowledges every frame received. */
  ackAll(): void {
    this.watching?.ack(this.viewer.last.sequence);
  }
}
