/** @module How punctual frames are: many live runs on a real server with real sockets, lateness taken where frames leave. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { systemClock } from '../core/clock.ts';
import { LabError } from '../core/lab-error.ts';
import { silentLog } from '../core/log.ts';
import { nodeDisk } from '../core/node-disk.ts';
import { systemRandom } from '../core/random-source.ts';
import { systemTimers } from '../core/timers.ts';
import { startServer } from '../serve.ts';
import { busyScenario } from './busy-scenario.ts';

/** What to load the server with. */
export interface LatenessOptions {
  /** Live runs at 1x. */
  readonly runs: number;
  /** Model events per simulated second of each. */
  readonly eventsPerSec: number;
  /** Wall time measured, seconds. */
  readonly seconds: number;
}

/** What was measured. */
export interface LatenessResult extends LatenessOptions {
  readonly frames: number;
  readonly lateMsP50: number;
  readonly lateMsP99: number;
  readonly lateMsMax: number;
  /** Simulated seconds per second of the slowest run; 1 when all keep up. */
  readonly slowestSpeed: number;
  /** Model events per second of wall time over all runs. */
  readonly eventsPerSecTotal: number;
}

/** The load that is promised for two cores. */
export const PROMISED_LOAD: LatenessOptions = { runs: 20, eventsPerSec: 5_000, seconds: 20 };

/** Settling time before anything counts, seconds: threads start, checkpoints fall into their rhythm. */
const WARM_UP_S = 3;

/**
 * Starts a server on a temporary data directory, runs the load and takes the server down again.
 *
 * @param options  the load
 */
export async function measureFrameLateness(options: LatenessOptions = PROMISED_LOAD): Promise<LatenessResult> {
  const folder = await mkdtemp(join(tmpdir(), 'tenantlab-bench-'));
  const content = busyScenario(options.eventsPerSec, (options.seconds + WARM_UP_S + 30) * 1e6);
  const { scenario } = content;
  const latenesses: number[] = [];
  let measuring = false;
  const server = await startServer(
    {
      port: 0,
      dataFolder: folder,
      runLimits: { runningRunsPerLearnerMax: options.runs, openRunsPerLearnerMax: options.runs },
      socketLimits: { connectionsPerLearnerMax: options.runs + 1 },
    },
    {
      ports: { clock: systemClock, disk: nodeDisk, timers: systemTimers, random: systemRandom, log: silentLog },
      library: {
        get: (id) => (id === scenario.id ? content : undefined),
        list: () => [{ id: scenario.id, title: scenario.title, summary: scenario.summary }],
      },
      lateness: (ms) => {
        if (measuring) latenesses.push(ms);
      },
    },
  );
  const learner = await enter(server.url);
  try {
    const heads = new Map<string, Head>();
    for (let run = 0; run < options.runs; run++) await startRun(learner, scenario.id, run, heads);
    await pass(WARM_UP_S);
    const before = new Map(heads);
    measuring = true;
    await pass(options.seconds);
    measuring = false;
    return summarise(options, latenesses, before, heads);
  } finally {
    for (const socket of learner.sockets) socket.disconnect();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Newest head of each run's frames. */
interface Head {
  readonly simulatedUs: number;
  readonly events: number;
}

interface BenchLearner {
  readonly url: string;
  readonly cookie: string;
  readonly sockets: Socket[];
}

async function enter(url: string): Promise<BenchLearner> {
  const response = await fetch(`${url}/api/session`);
  return { url, cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '', sockets: [] };
}

/** A connection of its own for each run, as each learner's browser has one. */
async function connect({ url, cookie, sockets }: BenchLearner): Promise<Socket> {
  const extraHeaders = { cookie, origin: url };
  const socket = io(url, { transports: ['websocket'], reconnection: false, forceNew: true, extraHeaders });
  sockets.push(socket);
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', () => resolve());
    socket.once('connect_error', reject);
  });
  return socket;
}

async function startRun(learner: BenchLearner, scenarioId: string, seed: number, heads: Map<string, Head>) {
  const { url, cookie } = learner;
  const response = await fetch(`${url}/api/runs`, {
    method: 'POST',
    headers: { cookie, origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ scenarioId, seed }),
  });
  const { runId } = (await response.json()) as { runId?: string };
  if (runId === undefined) throw new LabError('busy', `the server made no run (${response.status})`);
  const socket = await connect(learner);
  socket.on('frame', (packet: Uint8Array) => {
    const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
    heads.set(runId, { simulatedUs: view.getFloat64(8, true), events: view.getFloat64(16, true) });
    socket.emit('frame:ack', { runId, sequence: view.getUint32(4, true) });
  });
  await socket.emitWithAck('run:open', { protocol: 1, runId, ticksHeld: 0 });
  await socket.emitWithAck('run:control', { runId, clientId: 'start', control: { type: 'start' } });
}

function pass(seconds: number): Promise<void> {
  return new Promise((resolve) => {
    systemTimers.after(1_000 * seconds, resolve);
  });
}

function summarise(
  options: LatenessOptions,
  latenesses: readonly number[],
  before: ReadonlyMap<string, Head>,
  after: ReadonlyMap<string, Head>,
): LatenessResult {
  const sorted = [...latenesses].sort((a, b) => a - b);
  const nearestRank = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  const gains = [...after].map(([runId, head]) => {
    const start = before.get(runId) ?? { simulatedUs: 0, events: 0 };
    return { us: head.simulatedUs - start.simulatedUs, events: head.events - start.events };
  });
  return {
    ...options,
    frames: sorted.length,
    lateMsP50: nearestRank(0.5),
    lateMsP99: nearestRank(0.99),
    lateMsMax: sorted.at(-1) ?? 0,
    slowestSpeed: Math.min(...gains.map(({ us }) => us / 1e6 / options.seconds)),
    eventsPerSecTotal: gains.reduce((sum, { events }) => sum + events, 0) / options.seconds,
  };
}
