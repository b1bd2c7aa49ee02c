/**
 * @module How the engine's cost grows: with pending events, tenants and workers, and from the net to a whole system.
 *
 * Everything is CPU time per model event; the sides of a ratio take turns in one process, and each is judged by its best turn.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { Network, type NetworkSpec, Run } from '../../sim-engine/index.ts';
import { contentHash } from '../content/canonical-json.ts';
import { loadLibrary } from '../content/library.ts';
import { handNet } from './hand-loop.ts';
import { groupsNet, NET } from './workloads.ts';

/** Ratios of CPU time per model event, and what else was counted. */
export interface ScalingResult {
  /** Speed of the noisy-neighbour scenario with everything on, over the hand-written loop's on net. */
  readonly systemOfHandLoop: number;
  readonly systemEventsPerSec: number;
  /** 100,000 pending events over 10. */
  readonly pending: number;
  /** 100,000 tenants, as ten groups of 10,000, over 10; and the peak memory of a process that runs them. */
  readonly tenants: number;
  readonly tenantsMemoryBytes: number;
  /** Two workers at once over one. */
  readonly workers: number;
  /** Bytes that a model event leaves on the JavaScript heap in steady state. */
  readonly heapBytesPerEvent: number;
}

/** Peak memory and events of the process that runs 100,000 tenants. */
export interface TenantsReport {
  readonly events: number;
  readonly peakMemoryBytes: number;
}

const TURNS = 60;
const SECOND_US = 1_000_000;
/** Seconds of net that one worker simulates. */
const WORKER_SECONDS = 400;
/** Events between two looks at the heap: so few that no collection comes in between, most of the time. */
const HEAP_SECONDS = 20;

/** Measures all of it; takes about half a minute. */
export async function measureScaling(): Promise<ScalingResult> {
  const [system, loop] = turns(systemTurn(), () => handNet(20_000).events);
  const [few, many] = turns(turn(users(10), 1), turn(users(100_000), 1));
  const net = made(NET);
  const [ten, groups] = turns(turn(net, 3), turn(made(groupsNet()), 3));
  const file = fileURLToPath(new URL(`./tenants-process${import.meta.url.slice(-3)}`, import.meta.url));
  const report = JSON.parse(execFileSync(process.execPath, [file], { encoding: 'utf8' })) as TenantsReport;
  return {
    systemOfHandLoop: loop / system,
    systemEventsPerSec: Math.round(1e6 / system),
    pending: many / few,
    tenants: groups / ten,
    tenantsMemoryBytes: report.peakMemoryBytes,
    workers: await measureWorkers(),
    heapBytesPerEvent: heapBytesPerEvent(net),
  };
}

function made(spec: NetworkSpec): Network {
  const created = Network.create(spec);
  if (!created.ok) throw new RangeError(`bench: ${created.issues[0]?.message}`);
  return created.value;
}

/** @returns one turn of a network, so many simulated seconds, which gives its model events */
function turn(network: Network, seconds: number): () => number {
  return () => {
    const before = network.events;
    network.advanceTo(network.nowUs + seconds * SECOND_US);
    return network.events - before;
  };
}

/** The noisy-neighbour scenario over and over, from its beginning to its end. */
function systemTurn(): () => number {
  const entry = loadLibrary().get('noisy-neighbour');
  if (!entry) throw new RangeError('the library holds no noisy-neighbour');
  const { scenario } = entry;
  const options = { scenario, scenarioSha256: contentHash(scenario), seed: 1 };
  let run = Run.create(options);
  return () => {
    if (run.finished) run = Run.create(options);
    const before = run.events;
    run.advanceTo(Math.min(run.nowUs + 8 * SECOND_US, scenario.durationUs));
    run.takeTicks();
    return run.events - before;
  };
}

/** As many users as events shall be pending, who all think most of the time, at 20,000 model events a second. */
function users(pending: number): Network {
  return made({
    seed: 1,
    stations: [{ id: 'server', servers: 64 }],
    routes: [
      {
        tenant: 'all',
        arrivals: { users: pending, think: { law: 'exponential', meanUs: pending * 100 } },
        steps: [{ visit: 'server', demand: { law: 'exponential', meanUs: 100 } }],
      },
    ],
    traceInputs: false,
  });
}

/** @returns best CPU time per event of each side, microseconds */
function turns(first: () => number, second: () => number): readonly [number, number] {
  const best: [number, number] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < TURNS; round++) {
    [first, second].forEach((side, at) => {
      const before = process.cpuUsage();
      const events = side();
      const used = process.cpuUsage(before);
      best[at] = Math.min(best[at]!, (used.user + used.system) / events);
    });
  }
  return best;
}

/** @returns CPU time per event with two workers at once over that of one; best of three each */
async function measureWorkers(): Promise<number> {
  const perEvent = async (count: number): Promise<number> => {
    const before = process.cpuUsage();
    const events = await Promise.all(Array.from({ length: count }, () => workerEvents()));
    const used = process.cpuUsage(before);
    return (used.user + used.system) / events.reduce((sum, each) => sum + each, 0);
  };
  let [one, two] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < 3; round++) {
    one = Math.min(one, await perEvent(1));
    two = Math.min(two, await perEvent(2));
  }
  return two / one;
}

function workerEvents(): Promise<number> {
  const url = new URL(`./net-worker${import.meta.url.slice(-3)}`, import.meta.url);
  return new Promise((resolve, reject) => {
    const worker = new Worker(url, { workerData: WORKER_SECONDS });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

/** The least of many looks that went up: when a collection comes between two looks, the heap shrinks. */
function heapBytesPerEvent(network: Network): number {
  const step = turn(network, HEAP_SECONDS);
  const looks = Array.from({ length: TURNS }, () => {
    const before = process.memoryUsage().heapUsed;
    const events = step();
    return (process.memoryUsage().heapUsed - before) / events;
  });
  return Math.min(...looks.filter((each) => each >= 0));
}
