/**
 * @module Run: a scenario, a seed and an action log, executed. A run is a value: the same four things (with the engine's
 * version) give the same digest, frames and result, in one slice or many.
 */
import { measureOf } from '../grading/condition.ts';
import { assert } from '../kernel/assert.ts';
import { fail, issue, ok, type Result } from '../kernel/result.ts';
import { type StateCodec, StateReader, StateWriter } from '../kernel/state-codec.ts';
import { placeNames } from '../measure/blame/ledger-places.ts';
import type { RunParts } from '../measure/latency-parts.ts';
import { RequestLog } from '../measure/request-log.ts';
import { TickRecorder } from '../measure/tick-recorder.ts';
import type { StampedAction } from '../model/action-log.ts';
import { SYSTEM_CULPRIT } from '../model/answers.ts';
import type { Bounded } from '../model/objective.ts';
import type {
  BlameCharge,
  DigestMark,
  GuardResult,
  LogEntry,
  ObjectiveResult,
  RunResult,
} from '../model/run-result.ts';
import type { TopologyView } from '../model/topology.ts';
import type { RequestName, Spot, TraceReport } from '../model/trace.ts';
import type { StateView } from '../protocol/frame-codec.ts';
import type { Particles } from '../protocol/particle-codec.ts';
import { Dividing } from '../system/dividing.ts';
import { SaasSystem } from '../system/saas-system.ts';
import { ENGINE_VERSION } from '../version.ts';
import { blameCharges, measuredDelays } from './blame-charges.ts';
import { type NextEvent, nextEvent } from './next-event.ts';
import { type Graded, type Measured, ObjectiveBoard, spanOf, type TakenAction } from './objectives.ts';
import { type RunOptions, silentTenant, tracerFor, tracesKept } from './run-options.ts';
import { runResult } from './run-result.ts';
import { runTraces } from './run-traces.ts';
import { Segments, type Stretch } from './segments.ts';
import { type StationReading, stationReadings } from './station-readings.ts';
import { tierSums } from './tier-readings.ts';
import { particlesView, stateView, topologyView } from './topology-view.ts';
import { whereabouts } from './whereabouts.ts';

/** Model events between two entries of a run's digest trail. */
export const TRAIL_EVERY = 1000;

const SNAPSHOT_MAGIC = 0x54454e42;

/** One run, live or headless. */
export class Run {
  private readonly options: RunOptions;
  private readonly system: SaasSystem;
  private readonly segments: Segments;
  private readonly board = new ObjectiveBoard();
  private readonly dividing: Dividing | null;
  private pending: StampedAction[] = [];
  private taken: TakenAction[] = [];
  private lastSequence = -1;

  private constructor(options: RunOptions, restoring: boolean) {
    assert(
      Number.isSafeInteger(options.seed) && options.seed >= 0,
      `seed ${options.seed} is no whole number from 0 to 2^53 - 1`,
    );
    this.options = options;
    this.system = new SaasSystem(
      options.scenario,
      options.seed,
      options.isolation ?? options.scenario.isolation,
      restoring,
      silentTenant(options),
      tracerFor(options),
    );
    this.segments = new Segments(options.scenario, options.cutsUs);
    const { world } = this.system;
    this.dividing = options.keepParts === true ? new Dividing(world) : null;
    if (this.dividing !== null) world.tracer!.ended = this.dividing.ended;
    world.markEvery = TRAIL_EVERY;
    world.markAt = TRAIL_EVERY;
    if (options.keepLatencies === true) for (const account of world.accounts) account.requests = new RequestLog();
    if (options.ticks === true) world.recorder = new TickRecorder(options.scenario.tenants.length);
  }

  /** @returns a run at time 0 */
  static create(options: RunOptions): Run {
    return new Run(options, false);
  }

  /**
   * Continues where {@link Run.snapshot} left off.
   *
   * @param options   the same as the saved run's
   * @param snapshot  from `snapshot()`
   * @returns the run, or an issue `snapshot-unreadable` / `snapshot-foreign` that says what was found
   */
  static restore(options: RunOptions, snapshot: Uint8Array): Result<Run> {
    const unreadable = (found: string): Result<Run> =>
      fail(issue('snapshot-unreadable', '', `${found}: execute the run again from its journal`));
    const reader = new StateReader(snapshot);
    try {
      if (reader.number(0) !== SNAPSHOT_MAGIC) return unreadable('these bytes are no snapshot');
      const version = reader.text('');
      const sha256 = reader.text('');
      const seed = reader.number(0);
      const ticks = reader.flag(false);
      const without = reader.text('');
      const latencies = reader.flag(false);
      const traces = reader.text('');
      if (version !== ENGINE_VERSION || sha256 !== options.scenarioSha256 || seed !== options.seed) {
        return fail(
          issue(
            'snapshot-foreign',
            '',
            `found engine ${version}, scenario ${sha256}, seed ${seed}; expected engine ${ENGINE_VERSION}, scenario ${options.scenarioSha256}, seed ${options.seed}`,
          ),
        );
      }
      if (ticks !== (options.ticks === true)) return unreadable('the snapshot was made with other tick settings');
      if (without !== (options.without ?? '')) return unreadable('the snapshot was made without another tenant');
      if (latencies !== (options.keepLatencies === true)) return unreadable('the snapshot keeps other measures');
      if (traces !== tracesKept(options)) return unreadable('the snapshot keeps other traces');
      const run = new Run(options, true);
      run.pass(reader);
      return reader.exhausted ? ok(run) : unreadable('there are bytes left over');
    } catch (error) {
      if (error instanceof RangeError || error instanceof SyntaxError || error instanceof TypeError) {
        return unreadable(`the snapshot ends too early or is damaged (${error.message})`);
      }
      if (error instanceof Error && error.name === 'AssertionFailure') return unreadable(error.message);
      throw error;
    }
  }

  /** Every event before this instant has happened; microseconds. */
  get nowUs(): number {
    return this.system.world.nowUs;
  }

  /** Model events so far. */
  get events(): number {
    return this.system.world.modelEvents;
  }

  get finished(): boolean {
    return this.nowUs === this.options.scenario.durationUs;
  }

  /**
   * Hands an action in; it takes effect before every event of its microsecond.
   *
   * @param stamped  checked, not before now, and in order of its sequence
   */
  submit(stamped: StampedAction): void {
    assert(stamped.atUs >= this.nowUs, `action ${stamped.sequence} at ${stamped.atUs} us comes after ${this.nowUs} us`);
    assert(stamped.sequence > this.lastSequence, `action ${stamped.sequence} comes after ${this.lastSequence}`);
    const last = this.pending[this.pending.length - 1];
    assert(
      last === undefined || last.atUs <= stamped.atUs,
      `action ${stamped.sequence} is earlier than the one before`,
    );
    this.lastSequence = stamped.sequence;
    this.pending.push(stamped);
  }

  /**
   * Handles every event before an instant.
   *
   * @param untilUs  whole microseconds; beyond the scenario's end it means the end
   */
  advanceTo(untilUs: number): void {
    const { world } = this.system;
    const end = Math.min(untilUs, this.options.scenario.durationUs);
    assert(Number.isInteger(end), `${end} us is no whole microsecond`);
    while (world.nowUs < end) {
      this.applyDue();
      const tickUs = world.recorder?.dueUs ?? Number.POSITIVE_INFINITY;
      const actionUs = this.pending[0]?.atUs ?? Number.POSITIVE_INFINITY;
      world.runUntil(Math.min(end, tickUs, this.segments.nextUs, actionUs));
      if (world.nowUs === tickUs) world.recorder!.close(this.system.cost.priceMicroUsdPerHour);
      if (world.nowUs === this.segments.nextUs) {
        const tiers = this.segments.seesTiers ? tierSums(this.system) : [];
        const blame = this.segments.seesBlame ? blameCharges(this.system) : [];
        this.segments.cut(world.accounts, this.system.cost.totalMicroUsd(world.nowUs), tiers, blame);
      }
    }
  }

  /** @returns what happens next, or null when the run is over */
  next(): NextEvent | null {
    const actionUs = this.pending[0]?.atUs ?? Number.POSITIVE_INFINITY;
    const next = nextEvent(this.system, actionUs);
    return next === null || next.atUs >= this.options.scenario.durationUs ? null : next;
  }

  /** @returns digest of everything so far, lowercase hex */
  digest(): string {
    return this.system.world.digest.hex();
  }

  /** @returns the complete state */
  snapshot(): Uint8Array {
    const writer = new StateWriter();
    writer.number(SNAPSHOT_MAGIC);
    writer.text(ENGINE_VERSION);
    writer.text(this.options.scenarioSha256);
    writer.number(this.options.seed);
    writer.flag(this.options.ticks === true);
    writer.text(this.options.without ?? '');
    writer.flag(this.options.keepLatencies === true);
    writer.text(tracesKept(this.options));
    this.pass(writer);
    return writer.finish();
  }

  /** @returns packed ticks finished since the last call */
  takeTicks(): Uint8Array[] {
    return this.system.world.recorder?.take() ?? [];
  }

  /** @returns what became of every request so far, per tenant in the scenario's order; empty unless `keepLatencies` */
  requests(): readonly RequestLog[] {
    return this.system.world.accounts.flatMap(({ requests }) => (requests === null ? [] : [requests]));
  }

  /** @returns who is where at this instant */
  state(): StateView {
    return stateView(this.system);
  }

  /** @returns requests that the state counts and does not name, one by one */
  particles(): Particles {
    return particlesView(this.system);
  }

  /** @returns where one request is, or null when it is not in the system */
  whereabouts(request: RequestName): Spot[] | null {
    return whereabouts(this.system, request);
  }

  /** @returns what stands */
  topology(): TopologyView {
    return topologyView(this.system);
  }

  /** @returns what every station has measured since time 0 */
  stations(): readonly StationReading[] {
    return stationReadings(this.system);
  }

  /** @returns what happened to the system, in order */
  log(): readonly LogEntry[] {
    return this.system.log;
  }

  /** @returns where every objective stands */
  objectives(): ObjectiveResult[] {
    return [...this.graded().objectives];
  }

  /** @returns where every guard stands */
  guards(): GuardResult[] {
    return [...this.graded().guards];
  }

  /**
   * @param bounded  a bound of the scenario's conditions
   * @param stretch  from 0 or a cut to a later cut or the end
   * @returns what its metric is in that stretch, or null when nothing was measured
   */
  measure(bounded: Bounded, stretch: Stretch): number | null {
    return measureOf(bounded, spanOf(this.measured(), bounded.scope, stretch));
  }

  /**
   * @param stretch  from 0 or a cut to a later cut or the end; of a run whose scenario asks questions
   * @returns what was charged to whom in it
   */
  blameIn(stretch: Stretch): BlameCharge[] {
    return this.segments.blame(stretch, () => this.blame());
  }

  /** @returns digests on the way, one every TRAIL_EVERY model events */
  trail(): readonly DigestMark[] {
    return this.system.world.marks;
  }

  /** @returns who has been charged for which delay so far, by resource */
  blame(): BlameCharge[] {
    return blameCharges(this.system);
  }

  /** @returns delay of each tenant's requests beyond their own service, as they measured it themselves; whole microseconds */
  delays(): Record<string, number> {
    return measuredDelays(this.system);
  }

  /** @returns the traces kept so far, each of them whole; null unless `traces` were asked for */
  traces(): TraceReport | null {
    const { tracer } = this.system.world;
    return tracer === null || this.options.traces === undefined ? null : runTraces(this.system, tracer);
  }

  /** @returns what the time of every request that has ended was made of, and who stands in it; null unless `keepParts` */
  parts(): RunParts | null {
    const { world, scenario } = this.system;
    if (this.dividing === null) return null;
    const tenants = scenario.tenants.map(({ id }) => id);
    const { placeOf } = world.ledger!;
    const places = [...placeNames(placeOf, tenants), SYSTEM_CULPRIT];
    return { parts: this.dividing.parts, tenants, placeOf, places, untilUs: this.nowUs, missed: world.tracer!.missed };
  }

  /** @returns everything measured so far */
  result(): RunResult {
    return runResult(this.system, this.segments, this.options, this.graded());
  }

  private applyDue(): void {
    while (this.pending.length > 0 && this.pending[0]!.atUs === this.nowUs) {
      const stamped = this.pending.shift()!;
      this.taken.push(takenOf(stamped));
      this.system.apply(stamped);
    }
  }

  private graded(): Graded {
    return this.board.results(this.measured());
  }

  private measured(): Measured {
    return { system: this.system, segments: this.segments, taken: this.taken };
  }

  private pass(codec: StateCodec): void {
    this.lastSequence = codec.number(this.lastSequence);
    const pending = codec.text(JSON.stringify(this.pending));
    if (codec.restoring) this.pending = JSON.parse(pending) as StampedAction[];
    const taken = codec.text(JSON.stringify(this.taken));
    if (codec.restoring) this.taken = JSON.parse(taken) as TakenAction[];
    this.system.state(codec);
    this.segments.state(codec);
    const { world } = this.system;
    world.markAt = codec.number(world.markAt);
    world.marks = codec.list(world.marks, (inner, mark) => ({
      events: inner.number(mark?.events ?? 0),
      atUs: inner.number(mark?.atUs ?? 0),
      digest: inner.text(mark?.digest ?? ''),
    }));
    world.recorder?.state(codec);
    this.dividing?.parts.state(codec);
  }
}

function takenOf({ atUs, action }: StampedAction): TakenAction {
  if (action.type !== 'answer') return { atUs, type: action.type };
  return { atUs, type: action.type, given: { question: action.question, answer: action.answer } };
}
