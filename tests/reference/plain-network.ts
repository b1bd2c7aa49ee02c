/**
 * @module The second engine: a NetworkSpec played plainly. It shares nothing with the engine but the random streams.
 *
 * Whatever becomes free is handed on at once, before whoever gave it goes on; whoever was given it goes on when that has
 * come to rest.
 */
import { StreamBank } from '../../sim-engine/kernel/random-stream.ts';
import type { NetworkRoute, NetworkSpec } from '../../sim-engine/network/network-spec.ts';
import { ARRIVALS } from '../../sim-engine/policies/arrival/index.ts';
import { PlainBucket } from './plain-bucket.ts';
import { answers, callOver, disappoints, fanOut, giveBackAll, type PlainCallers } from './plain-calls.ts';
import { PlainCharges } from './plain-charges.ts';
import { ORDER, PlainClock } from './plain-clock.ts';
import { PlainLock } from './plain-lock.ts';
import { type PlainProgram, plainProgram, plainSampler } from './plain-program.ts';
import { type BadOutcome, type Outcome, PlainRequest } from './plain-request.ts';
import { PlainSharing } from './plain-sharing.ts';
import { PlainStation } from './plain-station.ts';

/** How a request of a client ended. */
export interface PlainEnd {
  readonly tenant: string;
  readonly number: number;
  readonly outcome: Outcome;
  readonly arrivedUs: number;
  readonly endedUs: number;
  readonly waitedUs: number;
}

export class PlainNetwork implements PlainCallers {
  readonly clock = new PlainClock((spanUs) => this.pass(spanUs));
  readonly tenants: readonly string[];
  readonly ends: PlainEnd[] = [];
  readonly charges = new PlainCharges();
  readonly arrived: number[];
  readonly extraAttempts: number[];
  readonly stations: readonly (PlainStation | PlainSharing)[];
  readonly locks: readonly PlainLock[];
  private readonly spec: NetworkSpec;
  private readonly bank: StreamBank;
  private readonly buckets: readonly (PlainBucket | null)[];
  private readonly turns = new Map<string, number>();
  private begun = 0;

  constructor(spec: NetworkSpec) {
    this.spec = spec;
    this.bank = new StreamBank(spec.seed);
    this.tenants = [...new Set(spec.routes.map((route) => route.tenant))];
    this.arrived = this.tenants.map(() => 0);
    this.extraAttempts = this.tenants.map(() => 0);
    this.stations = spec.stations.map((each) => {
      const flows = this.tenants.map((tenant) => ({
        weight: spec.weights?.[tenant] ?? 1,
        priority: spec.priorities?.[tenant] ?? 0,
        cap: each.cap ?? Number.POSITIVE_INFINITY,
      }));
      const discipline = each.discipline?.id ?? 'fifo';
      const common = { id: each.id, servers: each.servers, bound: each.bound ?? 0 };
      if (discipline !== 'ps' && discipline !== 'weighted-ps') {
        return new PlainStation({ ...common, discipline }, flows, this);
      }
      const weights = discipline === 'ps' ? null : flows.map((flow) => flow.weight);
      return new PlainSharing({ ...common, weights }, this.tenants.length, this);
    });
    this.locks = (spec.locks ?? []).map((id) => new PlainLock(id, this));
    this.buckets = this.tenants.map((tenant) => {
      const limit = spec.limits?.[tenant];
      return limit === undefined || 'id' in limit ? null : new PlainBucket(limit.ratePerSec, limit.burst);
    });
    spec.routes.forEach((route, at) => {
      this.openRoute(route, route.streams ?? `${route.tenant}/${at}`);
    });
    for (const fault of spec.faults ?? []) {
      for (const atUs of [fault.fromUs, fault.toUs]) {
        this.clock.at(atUs, ORDER.timeline, () => this.station(fault.station).slow(this.slowdownNow(fault.station)));
      }
    }
  }

  /** @param untilUs  asked when nothing is pending any more: where to let time end */
  run(untilUs: () => number): void {
    this.clock.run(untilUs);
  }

  begin(tenant: number, program: PlainProgram): PlainRequest {
    return new PlainRequest(this.begun++, tenant, program, this.clock.nowUs);
  }

  extraAttempt(tenant: number): void {
    this.extraAttempts[tenant]!++;
  }

  move(request: PlainRequest): void {
    for (;;) {
      request.leave = null;
      const at = request.step;
      const step = request.program.steps[at];
      if (step === undefined) {
        giveBackAll(request);
        this.finish(request);
        return;
      }
      if ('visit' in step) {
        const ids = typeof step.visit === 'string' ? [step.visit] : step.visit;
        const workUs = request.chance.workUs(at);
        const station = this.pick(ids, step.balancing ?? 'round-robin');
        if (station instanceof PlainSharing) station.enter(request, workUs);
        else station.enter(request, { workUs, patienceUs: undefined });
        return;
      }
      if ('hold' in step) {
        const station = this.station(step.hold);
        if (station instanceof PlainSharing) throw new TypeError(`${step.hold}: nobody has a server there`);
        station.enter(request, { workUs: null, patienceUs: step.patienceUs });
        return;
      }
      if ('delay' in step) {
        const event = this.clock.at(
          this.clock.nowUs + Math.floor(request.chance.workUs(at) + 0.5),
          ORDER.completion,
          () => this.move(request),
        );
        request.step++;
        request.leave = () => this.clock.cancel(event);
        return;
      }
      if ('lock' in step) {
        if (!this.locks.find((each) => each.id === step.lock)!.ask(request, step.shared !== true, step.patienceUs))
          return;
        request.step++;
      } else if ('branch' in step) {
        if (!request.chance.takes(at, step.branch)) request.step++;
        else request.step = step.to === 'end' ? request.program.steps.length : step.to;
      } else if ('call' in step) {
        callOver(this, request, step.link);
        return;
      } else if ('parallel' in step) {
        fanOut(this, request);
        return;
      } else if ('fail' in step) {
        this.fail(request, 'failed');
        return;
      } else {
        if ('release' in step) request.holds.pop()!();
        else request.locks.pop()!();
        request.step++;
      }
    }
  }

  fail(request: PlainRequest, outcome: BadOutcome): void {
    request.leave = null;
    giveBackAll(request);
    if (request.caller === 'client') this.end(request, outcome);
    else if (request.caller !== 'nobody') disappoints(this, request, request.caller, outcome);
  }

  private finish(request: PlainRequest): void {
    if (request.caller === 'client') this.end(request, 'completed');
    else if (request.caller !== 'nobody') answers(this, request, request.caller);
  }

  private end(request: PlainRequest, outcome: Outcome): void {
    this.ends.push({
      tenant: this.tenants[request.tenant]!,
      number: request.number,
      outcome,
      arrivedUs: request.arrivedUs,
      endedUs: this.clock.nowUs,
      waitedUs: request.waitedUs,
    });
    request.answered?.();
  }

  private openRoute(route: NetworkRoute, name: string): void {
    const program = plainProgram(route.steps, this.bank, name);
    const tenant = this.tenants.indexOf(route.tenant);
    const fromUs = route.fromUs ?? 0;
    const untilUs = route.untilUs ?? Number.POSITIVE_INFINITY;
    const { arrivals } = route;
    if ('users' in arrivals) {
      const thinking = plainSampler(arrivals.think, this.bank, `think/${name}`);
      const think = (): void => {
        const atUs = Math.max(this.clock.nowUs, fromUs) + Math.floor(thinking.sample() + 0.5);
        if (atUs < untilUs) this.clock.at(atUs, ORDER.arrival, () => this.arrive(tenant, program, think));
      };
      for (let user = 0; user < arrivals.users; user++) think();
      return;
    }
    const law = ARRIVALS.find((each) => each.id === arrivals.id)!;
    const defaults = Object.fromEntries(law.params.map((each) => [each.name, each.default]));
    const process = law.process({ ...defaults, ...arrivals.params }, this.bank.open(`arrivals/${name}`), fromUs, {
      table: arrivals.table ?? [],
      bank: this.bank,
    });
    const come = (after: number): void => {
      // Times are rounded down only here, so that rounding does not bend the rate.
      const exactUs = process.next(after);
      if (Math.floor(exactUs) >= untilUs) return;
      this.clock.at(Math.floor(exactUs), ORDER.arrival, () => {
        come(exactUs);
        this.arrive(tenant, program, null);
      });
    };
    come(fromUs);
  }

  private arrive(tenant: number, program: PlainProgram, answered: (() => void) | null): void {
    const request = this.begin(tenant, program);
    request.number = this.arrived[tenant]!++;
    request.answered = answered;
    if (this.buckets[tenant]?.admits(this.clock.nowUs) === false) this.end(request, 'rejected');
    else this.move(request);
  }

  private station(id: string): PlainStation | PlainSharing {
    return this.stations.find((each) => each.id === id)!;
  }

  /** Routes that name the same stations in the same order with the same policy take turns together. */
  private pick(ids: readonly string[], balancing: string): PlainStation | PlainSharing {
    const stations = ids.map((id) => this.station(id));
    if (balancing === 'least-outstanding') {
      const fewest = Math.min(...stations.map((each) => each.outstanding));
      return stations.find((each) => each.outstanding === fewest)!;
    }
    const turn = this.turns.get(ids.join(' ')) ?? 0;
    this.turns.set(ids.join(' '), (turn + 1) % ids.length);
    return stations[turn]!;
  }

  /** Every fault that holds now slows by its factor; a stop stops. */
  private slowdownNow(id: string): number {
    const { nowUs } = this.clock;
    return (this.spec.faults ?? [])
      .filter((fault) => fault.station === id && fault.fromUs <= nowUs && nowUs < fault.toUs)
      .reduce((factor, fault) => factor * (fault.slowdown ?? Number.POSITIVE_INFINITY), 1);
  }

  private pass(spanUs: number): void {
    for (const station of this.stations) if (station instanceof PlainStation) station.pass(spanUs, this.charges);
    for (const lock of this.locks) lock.pass(spanUs, this.charges);
  }
}
