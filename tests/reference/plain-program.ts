/** @module What a request of the second engine will do: the steps of a route with the random streams they draw from. */
import type { RandomStream, StreamBank } from '../../sim-engine/kernel/random-stream.ts';
import type { NetworkDemand, NetworkStep } from '../../sim-engine/network/network-spec.ts';
import { LAWS } from '../../sim-engine/policies/law/index.ts';
import type { Sampler } from '../../sim-engine/policies/law/law.ts';

/** Demands of a request are drawn when it begins, unless there are more than this or its steps can repeat. */
const DRAWN_FIRST_MAX = 4;

export interface PlainProgram {
  readonly steps: readonly NetworkStep[];
  readonly drawsOnTheWay: boolean;
  /** By step. */
  readonly samplers: ReadonlyMap<number, Sampler>;
  readonly coins: ReadonlyMap<number, RandomStream>;
  /** Of a call: its first attempt and the later ones. Of a fan-out: every branch. */
  readonly inner: ReadonlyMap<number, readonly PlainProgram[]>;
}

export function plainSampler(demand: NetworkDemand, bank: StreamBank, name: string): Sampler {
  const law = LAWS.find((each) => each.id === demand.law)!;
  const defaults = Object.fromEntries(law.params.map((each) => [each.name, each.default]));
  return law.sampler(demand.meanUs, { ...defaults, ...demand.params }, bank.open(`demand/${name}`), demand.table ?? []);
}

export function plainProgram(steps: readonly NetworkStep[], bank: StreamBank, name: string): PlainProgram {
  const samplers = new Map<number, Sampler>();
  const coins = new Map<number, RandomStream>();
  const inner = new Map<number, PlainProgram[]>();
  let repeats = false;
  steps.forEach((step, at) => {
    if ('visit' in step) samplers.set(at, plainSampler(step.demand, bank, `${name}/${at}`));
    if ('delay' in step) samplers.set(at, plainSampler(step.delay, bank, `${name}/${at}`));
    if ('branch' in step) {
      coins.set(at, bank.open(`branch/${name}/${at}`));
      if (step.to !== 'end' && step.to <= at) repeats = true;
    }
    if ('call' in step) {
      inner.set(
        at,
        ['first', 'again'].map((which) => plainProgram(step.call, bank, `${name}/${at}/call/${which}`)),
      );
    }
    if ('parallel' in step) {
      inner.set(
        at,
        step.parallel.map((branch, which) => plainProgram(branch, bank, `${name}/${at}/${which}`)),
      );
    }
  });
  return { steps, drawsOnTheWay: repeats || samplers.size > DRAWN_FIRST_MAX, samplers, coins, inner };
}

/** What chance decided for one request: work by step, and which branches are taken. */
export class PlainChance {
  private readonly program: PlainProgram;
  private readonly work = new Map<number, number>();
  private readonly taken = new Set<number>();

  constructor(program: PlainProgram) {
    this.program = program;
    if (program.drawsOnTheWay) return;
    for (let at = 0; at < program.steps.length; at++) {
      const step = program.steps[at]!;
      const sampler = program.samplers.get(at);
      if (sampler !== undefined) this.work.set(at, sampler.sample());
      if ('branch' in step && program.coins.get(at)!.uniform32() < step.branch) {
        this.taken.add(at);
        // What is jumped over is not drawn.
        at = (step.to === 'end' ? program.steps.length : step.to) - 1;
      }
    }
  }

  workUs(at: number): number {
    return this.program.drawsOnTheWay ? this.program.samplers.get(at)!.sample() : this.work.get(at)!;
  }

  takes(at: number, probability: number): boolean {
    return this.program.drawsOnTheWay ? this.program.coins.get(at)!.uniform32() < probability : this.taken.has(at);
  }
}
