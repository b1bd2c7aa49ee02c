/** @module The run desk: every run of the server by id, the live ones among them, and who may open which. */
import { type Issue, issue, type Result } from '../../sim-engine/kernel/result.ts';
import type { Scenario } from '../../sim-engine/model/scenario.ts';
import type { RunInputs, RunListing } from '../../sim-engine/protocol/messages.ts';
import { ENGINE_VERSION } from '../../sim-engine/version.ts';
import type { RunEvidence, Scenarios } from '../certificates/earned.ts';
import { LabError, messageOf } from '../core/lab-error.ts';
import type { Metrics } from '../core/metrics.ts';
import type { Ports } from '../core/ports.ts';
import { type DataLayout, ID_BYTES } from '../data/data-layout.ts';
import type { Simulation } from '../workers/simulation.ts';
import { type RunLimits, refuseNew, refuseRunning } from './admission.ts';
import type { Branch, CreatedEntry } from './journal-entry.ts';
import { LabSession, type SessionHost } from './lab-session.ts';
import { createRun, openRun } from './load-run.ts';
import { runInputs } from './run-inputs.ts';
import type { RunLedger } from './run-ledger.ts';
import { executedAgain, finishedRecord } from './run-record-file.ts';
import { scanRuns } from './run-scan.ts';

/** Frame interval while the server has few running runs: twenty frames a second. */
const FRAME_INTERVAL_MS = 50;
/** With many, ten a second: 300 runs then send 3,000 frames a second, which one process carries with room to spare. */
const FRAME_INTERVAL_BUSY_MS = 100;
const BUSY_RUNS = 100;
const RECOUNT_MS = 1_000;

interface DeskEntry {
  readonly learnerId: string;
  /** As it stood when no session had it open. */
  listing: RunListing;
  readonly issue: Issue | undefined;
  session?: LabSession;
  opening?: Promise<Result<LabSession>>;
  closing?: Promise<void>;
}

/** What a run begins with. */
type Beginning = Pick<CreatedEntry, 'scenarioId' | 'scenarioSha256' | 'scenario' | 'seed' | 'branch'>;

/** What the desk works with. */
export interface DeskOptions {
  readonly ports: Ports;
  readonly metrics: Metrics;
  readonly simulation: Simulation;
  readonly data: DataLayout;
  readonly limits: RunLimits;
  readonly lateness: (ms: number) => void;
}

/** Every run of the server. */
export class RunDesk {
  private readonly options: DeskOptions;
  private readonly entries = new Map<string, DeskEntry>();
  private readonly host: SessionHost;
  /** Records being made, so that two downloads at once make one. */
  private readonly recording = new Map<string, Promise<string>>();
  private lost: readonly Issue[] = [];
  private shut = false;
  private intervalMs = FRAME_INTERVAL_MS;
  private recountMs = 0;

  /** @param options  what the desk works with */
  constructor(options: DeskOptions) {
    const { ports, metrics, simulation, lateness, limits } = options;
    this.options = options;
    this.host = {
      ports,
      metrics,
      simulation,
      lateness,
      frameIntervalMs: () => this.frameIntervalMs(),
      admit: (learnerId) => refuseRunning(limits, this.runningCount(), this.list(learnerId)),
      idle: (session) => {
        void this.putAway(session);
      },
    };
  }

  /** Takes stock of the data directory; {@link resume} then sets going what was running. */
  async takeStock(): Promise<void> {
    const scan = await scanRuns(this.options.ports, this.options.data);
    for (const { learnerId, listing, issue: problem } of scan.runs) {
      this.entries.set(listing.runId, { learnerId, listing, issue: problem });
    }
    this.lost = scan.lost;
    const damaged = [...scan.lost, ...scan.runs.flatMap((run) => (run.issue ? [run.issue] : []))];
    for (const found of damaged) this.options.ports.log.error({ ...found }, 'a run cannot be taken up');
    this.options.metrics.damagedRuns.set(damaged.length);
  }

  /** Sets going every run that was running when the last server ended. */
  async resume(): Promise<void> {
    for (const [runId, entry] of this.entries) {
      if (this.shut) return;
      if (entry.listing.status !== 'running' || entry.session) continue;
      const opened = await this.session(runId, entry);
      if (!opened.ok) this.options.ports.log.error({ runId, issues: opened.issues }, 'a run could not be resumed');
    }
  }

  /** Runs that cannot be opened because their files are damaged. */
  damagedCount(): number {
    return this.lost.length + [...this.entries.values()].filter((entry) => entry.issue !== undefined).length;
  }

  /** Number of runs by status. */
  counts(): Readonly<Record<RunListing['status'], number>> {
    const counts = { ready: 0, running: 0, paused: 0, finished: 0, failed: 0 };
    for (const entry of this.entries.values()) counts[current(entry).status]++;
    return counts;
  }

  /**
   * @param learnerId  whose runs
   * @returns the newest first
   */
  list(learnerId: string): readonly RunListing[] {
    return [...this.entries.values()]
      .filter((entry) => entry.learnerId === learnerId)
      .map(current)
      .sort((a, b) => (a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : 0));
  }

  /**
   * Makes a run.
   *
   * @param learnerId  whose it is
   * @param content    the scenario and its hash
   * @param seed       0..2^53-1; chosen by the server when absent
   */
  async create(
    learnerId: string,
    content: { readonly scenario: Scenario; readonly sha256: string },
    seed: number | undefined,
  ): Promise<Result<RunListing>> {
    return this.begin(learnerId, {
      scenarioId: content.scenario.id,
      scenarioSha256: content.sha256,
      scenario: content.scenario,
      seed: seed ?? Number.parseInt(this.options.ports.random.hex(4), 16),
    });
  }

  /**
   * Makes a run that shares another's past up to an instant, and stands paused there.
   *
   * @param learnerId  whose both are
   * @param runId      the run to leave
   * @param atUs       whole microseconds, from 0 to where that run has come
   */
  async branch(learnerId: string, runId: string, atUs: number): Promise<Result<RunListing>> {
    const opened = await this.open(learnerId, runId);
    if (!opened.ok) return opened;
    const { ledger } = opened.value;
    const { simulatedUs, durationUs } = opened.value.listing();
    if (atUs > simulatedUs || atUs >= durationUs) {
      const found = `found ${atUs} us, and the run has come to ${simulatedUs} of ${durationUs} us`;
      const message = `${found}: branch from an instant that it has passed, before its end.`;
      return { ok: false, issues: [issue('branch-too-late', 'branchOf.atUs', message)] };
    }
    const { scenarioId, scenarioSha256, scenario, seed } = ledger.created;
    const actions = ledger.actions.filter((each) => each.atUs < atUs);
    return this.begin(learnerId, { scenarioId, scenarioSha256, scenario, seed, branch: { runId, atUs, actions } });
  }

  /**
   * Makes a run that has a past already and stands paused at its end, for somebody to look at.
   *
   * @param atUs  where it stands, before the scenario's end
   */
  async rehearse(
    learnerId: string,
    { actions, atUs, ...what }: Omit<Beginning, 'branch'> & Pick<Branch, 'actions' | 'atUs'>,
  ): Promise<Result<RunListing>> {
    const runId = this.options.ports.random.hex(ID_BYTES);
    // It leaves itself: there is no other run whose past it could share.
    const branch = { runId, atUs, actions: actions.filter((each) => each.atUs < atUs) };
    return this.begin(learnerId, { ...what, branch }, runId);
  }

  private async begin(
    learnerId: string,
    what: Beginning,
    runId = this.options.ports.random.hex(ID_BYTES),
  ): Promise<Result<RunListing>> {
    const full = refuseNew(this.options.limits, this.runningCount(), this.list(learnerId));
    if (full) return { ok: false, issues: [full] };
    const { ports, metrics, data } = this.options;
    const stored = await createRun(ports, metrics, data, {
      type: 'created',
      runId,
      learnerId,
      ...what,
      engineVersion: ENGINE_VERSION,
      createdAt: new Date(ports.clock.wallMs()).toISOString(),
    });
    const session = new LabSession(this.host, stored);
    const listing = session.listing();
    this.entries.set(runId, { learnerId, listing, issue: undefined, session });
    return { ok: true, value: listing };
  }

  /**
   * Opens a run for its learner.
   *
   * @returns the live session; another learner's run and one that does not exist are the same issue
   */
  async open(learnerId: string, runId: string): Promise<Result<LabSession>> {
    const entry = this.entries.get(runId);
    if (!entry || entry.learnerId !== learnerId) return notFound(runId);
    return this.session(runId, entry);
  }

  /**
   * The record of a finished run, made by executing it again.
   *
   * @returns the record's text
   * @throws LabError `busy`, `worker-lost`, `worker-late` or `record-diverged`
   */
  async record(learnerId: string, runId: string): Promise<Result<string>> {
    const finished = await this.finished(learnerId, runId);
    if (!finished.ok) return finished;
    const ledger = finished.value;
    const { ports, data, simulation } = this.options;
    const making = this.recording.get(runId) ?? finishedRecord(ports, data, simulation, ledger);
    this.recording.set(runId, making);
    try {
      return { ok: true, value: await making };
    } finally {
      this.recording.delete(runId);
    }
  }

  /**
   * What a finished run is worth when it is executed again now, from its journal; no record that was kept is looked at.
   *
   * @param library  the scenarios of today, by which it is graded
   * @throws LabError `busy`, `worker-lost`, `worker-late` or `record-diverged`
   */
  async evidence(learnerId: string, runId: string, library: Scenarios): Promise<Result<RunEvidence>> {
    const found = await this.finished(learnerId, runId);
    if (!found.ok) return found;
    const { title, id } = found.value.created.scenario;
    const content = library.get(id);
    if (!content) {
      const message = `Run ${runId} is of "${title}", which is not in the library. Name a run that passes.`;
      return { ok: false, issues: [issue('not-gradable', 'runIds', message)] };
    }
    const judgedBy = { scenario: content.scenario, sha256: content.sha256 };
    const { grade } = await executedAgain(this.options.simulation, found.value, judgedBy);
    if (!grade) throw new LabError('worker-lost', 'the record thread gave no grade');
    return { ok: true, value: { runId, title, createdAt: found.value.created.createdAt, grade } };
  }

  private async finished(learnerId: string, runId: string): Promise<Result<RunLedger>> {
    const opened = await this.open(learnerId, runId);
    if (!opened.ok) return opened;
    if (opened.value.ledger.finished) return { ok: true, value: opened.value.ledger };
    const message = 'The run is not finished, so there is no record of it yet. Finish it first.';
    return { ok: false, issues: [issue('run-not-finished', '', message)] };
  }

  /** What a run is made of so far, for whoever executes it again; the run may go on meanwhile. */
  async inputs(learnerId: string, runId: string): Promise<Result<RunInputs>> {
    const opened = await this.open(learnerId, runId);
    return opened.ok ? { ok: true, value: runInputs(opened.value.ledger, opened.value.listing()) } : opened;
  }

  /** Closes every session, each with a checkpoint. */
  async close(): Promise<void> {
    this.shut = true;
    const open = [...this.entries.values()];
    await Promise.all(open.map((entry) => entry.opening));
    await Promise.all(open.map((entry) => entry.closing ?? entry.session?.close()));
  }

  private async session(runId: string, entry: DeskEntry): Promise<Result<LabSession>> {
    if (this.shut) throw new LabError('busy', 'The server is closing; try again in 5 s.');
    if (entry.issue) return { ok: false, issues: [entry.issue] };
    await entry.closing;
    if (entry.session) return { ok: true, value: entry.session };
    entry.opening ??= this.load(runId, entry);
    try {
      return await entry.opening;
    } finally {
      delete entry.opening;
    }
  }

  private async load(runId: string, entry: DeskEntry): Promise<Result<LabSession>> {
    const { ports, metrics, data } = this.options;
    const stored = await openRun(ports, metrics, data, runId);
    if ('issue' in stored) {
      entry.listing = { ...entry.listing, status: 'failed' };
      ports.log.error({ ...stored.issue }, 'a run cannot be taken up');
      return { ok: false, issues: [stored.issue] };
    }
    const session = new LabSession(this.host, stored);
    entry.session = session;
    session.begin();
    return { ok: true, value: session };
  }

  private async putAway(session: LabSession): Promise<void> {
    const entry = this.entries.get(session.runId);
    if (!entry || entry.session !== session || session.watched || entry.closing) return;
    entry.listing = session.listing();
    delete entry.session;
    entry.closing = session.close().catch((error: unknown) => {
      this.options.ports.log.error({ runId: session.runId, reason: messageOf(error) }, 'a run could not be put away');
    });
    await entry.closing;
    delete entry.closing;
  }

  /** Asked for every frame, so the runs are counted only now and then. */
  private frameIntervalMs(): number {
    const now = this.options.ports.clock.monotonicMs();
    if (now >= this.recountMs) {
      this.recountMs = now + RECOUNT_MS;
      this.intervalMs = this.runningCount() > BUSY_RUNS ? FRAME_INTERVAL_BUSY_MS : FRAME_INTERVAL_MS;
    }
    return this.intervalMs;
  }

  private runningCount(): number {
    let count = 0;
    for (const { session } of this.entries.values()) if (session?.running) count++;
    return count;
  }
}

function current(entry: DeskEntry): RunListing {
  return entry.session?.listing() ?? entry.listing;
}

function notFound<T>(runId: string): Result<T> {
  // The same words for a run of somebody else: ids are not to be tried out.
  return { ok: false, issues: [issue('run-not-found', 'runId', `You have no run ${runId.slice(0, 64)}.`)] };
}
