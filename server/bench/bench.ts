/** @module The benchmark: engine, hand-written loop and simjs in one process, interleaved, as ratios of CPU time. */
import { type AuthoringResult, measureAuthoring } from './authoring.ts';
import { type LatenessResult, measureFrameLateness } from './frame-lateness.ts';
import { handMm1, handNet } from './hand-loop.ts';
import { measureScaling, type ScalingResult } from './scaling.ts';
import { loadSimJs, simJsMm1, simJsNet } from './simjs-loop.ts';
import { measureTimeTravel, type TimeTravelResult } from './time-travel.ts';
import { engineMm1, engineNet, type Measured } from './workloads.ts';

/** One contender on one workload; the best of the rounds, so that a busy machine disturbs least. */
export interface BenchLine {
  readonly workload: 'mm1' | 'net';
  readonly contender: 'engine' | 'hand-loop' | 'simjs';
  readonly eventsPerSec: number;
  readonly requestsPerSec: number;
  readonly meanMs: number;
  /** Events per second over the hand-written loop's. */
  readonly ofHandLoop: number;
  /** Events per second over simjs's; null where simjs is not installed. */
  readonly ofSimJs: number | null;
}

/** The whole benchmark. */
export interface BenchReport {
  readonly node: string;
  readonly rounds: number;
  readonly lines: readonly BenchLine[];
  /** Peak memory after the engine's workloads, before the live runs. */
  readonly peakMemoryBytes: number;
  /** Seeking, saving and restoring. */
  readonly timeTravel: TimeTravelResult;
  /** Reading scenario files. */
  readonly authoring: AuthoringResult;
  /** How cost grows. */
  readonly scaling: ScalingResult;
  /** Punctuality of frames with many live runs on one server. */
  readonly frames: LatenessResult;
}

interface Contender {
  readonly workload: BenchLine['workload'];
  readonly contender: BenchLine['contender'];
  readonly eventsPerRequest: number;
  run(): Measured;
}

const ROUNDS = 4;

/**
 * Runs the benchmark; it takes about two minutes and measures CPU time of this process.
 *
 * @param size  requests per round of the fast contenders (simjs gets a tenth)
 */
export async function runBench(size = 2_000_000): Promise<BenchReport> {
  const library = await loadSimJs();
  const contenders: Contender[] = [
    { workload: 'mm1', contender: 'engine', eventsPerRequest: 2, run: () => engineMm1(size) },
    { workload: 'mm1', contender: 'hand-loop', eventsPerRequest: 2, run: () => handMm1(size) },
    { workload: 'net', contender: 'engine', eventsPerRequest: 2.2, run: () => engineNet(size) },
    { workload: 'net', contender: 'hand-loop', eventsPerRequest: 2.2, run: () => handNet(size) },
  ];
  if (library !== null) {
    contenders.push(
      { workload: 'mm1', contender: 'simjs', eventsPerRequest: 2, run: () => simJsMm1(library, size / 10) },
      { workload: 'net', contender: 'simjs', eventsPerRequest: 2.2, run: () => simJsNet(library, size / 10) },
    );
  }
  const best = contenders.map(() => ({ eventsPerSec: 0, meanMs: 0 }));
  for (let round = 0; round < ROUNDS; round++) {
    contenders.forEach((contender, at) => {
      const before = process.cpuUsage();
      const measured = contender.run();
      const used = process.cpuUsage(before);
      const eventsPerSec = measured.events / ((used.user + used.system) / 1e6);
      if (eventsPerSec > best[at]!.eventsPerSec) best[at] = { eventsPerSec, meanMs: measured.meanMs };
    });
  }
  const speed = (workload: string, name: string): number | null => {
    const at = contenders.findIndex((each) => each.workload === workload && each.contender === name);
    return at < 0 ? null : best[at]!.eventsPerSec;
  };
  const lines = contenders.map(({ workload, contender, eventsPerRequest }, at): BenchLine => {
    const { eventsPerSec, meanMs } = best[at]!;
    const simjs = speed(workload, 'simjs');
    return {
      workload,
      contender,
      eventsPerSec: Math.round(eventsPerSec),
      requestsPerSec: Math.round(eventsPerSec / eventsPerRequest),
      meanMs,
      ofHandLoop: eventsPerSec / speed(workload, 'hand-loop')!,
      ofSimJs: simjs === null ? null : eventsPerSec / simjs,
    };
  });
  const peakMemoryBytes = process.resourceUsage().maxRSS * 1024;
  const timeTravel = measureTimeTravel();
  const authoring = measureAuthoring();
  const scaling = await measureScaling();
  const frames = await measureFrameLateness();
  return { node: process.version, rounds: ROUNDS, lines, peakMemoryBytes, timeTravel, authoring, scaling, frames };
}
