/** @module Oracle bench: the page's side of the oracle workers, as one value that says what is known by now. */
import type { OracleReport } from '../../sim-engine/oracle/oracle.ts';
import type { OracleListing, OracleReply, OracleRequest, WarmUpCurve } from './oracle-messages.ts';

/** What is known by now. */
export interface OracleState {
  readonly status: 'idle' | 'running' | 'stopped' | 'done' | 'failed';
  readonly engineVersion: string;
  /** Oracles of this page in order of id; empty until the worker has named them. */
  readonly oracles: readonly OracleListing[];
  /** Ids that were asked for and do not exist. */
  readonly unknown: readonly string[];
  readonly reports: ReadonlyMap<string, OracleReport>;
  /** Those that run now, in order of id. */
  readonly running: readonly string[];
  readonly warmUp: WarmUpCurve | null;
  /** Why nothing goes on, where it failed. */
  readonly reason: string;
}

/** What the bench needs of a worker; tests hand in one without a browser. */
export interface OracleWorker {
  postMessage(request: OracleRequest): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<OracleReply>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

const NOTHING: OracleState = {
  status: 'idle',
  engineVersion: '',
  oracles: [],
  unknown: [],
  reports: new Map(),
  running: [],
  warmUp: null,
  reason: '',
};

/** One worker per core, but no more than this: each holds an engine of its own. */
const LANES_MAX = 8;

/** @returns workers for so many cores; the warm-up curve, which ends soon, has one of its own */
export function lanesFor(cores: number): number {
  return Math.min(LANES_MAX, Math.max(1, cores));
}

/** Lists, runs and stops the oracles: each free worker takes the next that has not begun. */
export class OracleBench {
  private state: OracleState = NOTHING;
  private readonly only: readonly string[] | null;
  private readonly make: () => OracleWorker;
  private readonly lanes: number;
  private readonly set: OracleWorker[] = [];
  /** Ids that no worker has taken yet, and how many workers are at work. */
  private waiting: string[] = [];
  private busy = 0;
  private curve: OracleWorker | null = null;
  private readonly listeners = new Set<() => void>();

  /**
   * @param only  ids of the oracles to show, or null for all
   * @param make  starts a worker
   * @param lanes  how many oracles run side by side
   */
  constructor(only: readonly string[] | null, make: () => OracleWorker, lanes: number) {
    this.only = only;
    this.make = make;
    this.lanes = lanes;
  }

  readonly get = (): OracleState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Asks what there is to run. */
  readonly list = (): void => this.lane(0).postMessage({ type: 'list' });

  /** Runs what has no report yet, or everything again when nothing is missing. */
  readonly run = (): void => {
    const { oracles, reports, status } = this.state;
    if (status === 'running' || oracles.length === 0) return;
    const missing = oracles.filter(({ id }) => !reports.has(id));
    const again = missing.length === 0;
    this.change({ status: 'running', ...(again ? { reports: new Map() } : {}) });
    this.waiting = (again ? oracles : missing).map(({ id }) => id);
    const workers = Math.min(this.lanes, this.waiting.length);
    for (let lane = 0; lane < workers; lane++) this.next(lane);
    const { warmUp } = this.state;
    if (again || warmUp === null || warmUp.runs < warmUp.runsWanted) this.askCurve();
  };

  /** Stops at once; what was measured stays, the line that was under way is begun anew by the next run. */
  readonly stop = (): void => {
    this.end();
    if (this.state.status === 'running') this.change({ status: 'stopped', running: [] });
  };

  /** Ends the workers. */
  readonly dispose = (): void => this.end();

  private lane(at: number): OracleWorker {
    this.set[at] ??= this.started((reply) => this.hear(reply, at));
    return this.set[at];
  }

  /** Gives a worker the next oracle, if there is one left. */
  private next(lane: number): void {
    const id = this.waiting.shift();
    if (id === undefined) return;
    this.busy++;
    this.lane(lane).postMessage({ type: 'run', id });
  }

  private askCurve(): void {
    this.curve ??= this.started((reply) => this.hear(reply, null));
    this.curve.postMessage({ type: 'warm-up' });
  }

  private started(hear: (reply: OracleReply) => void): OracleWorker {
    const worker = this.make();
    worker.onmessage = ({ data }) => hear(data);
    worker.onerror = (event) => {
      this.end();
      const reason = event.message || 'its file could not be loaded';
      this.change({ status: 'failed', running: [], reason });
    };
    return worker;
  }

  private hear(reply: OracleReply, lane: number | null): void {
    switch (reply.type) {
      case 'list': {
        const { only } = this;
        const oracles = only === null ? reply.oracles : reply.oracles.filter(({ id }) => only.includes(id));
        const unknown = (only ?? []).filter((id) => !reply.oracles.some((known) => known.id === id));
        this.change({ engineVersion: reply.engineVersion, oracles, unknown });
        return;
      }
      case 'begun':
        this.change({ running: [...this.state.running, reply.id].sort() });
        return;
      case 'report': {
        const { report } = reply;
        const reports = new Map(this.state.reports).set(report.id, report);
        this.busy--;
        if (lane !== null) this.next(lane);
        const running = this.state.running.filter((id) => id !== report.id);
        this.change({ reports, running, ...(this.busy === 0 ? { status: 'done' } : {}) });
        return;
      }
      case 'warm-up':
        this.change({ warmUp: reply.curve });
    }
  }

  private change(what: Partial<OracleState>): void {
    this.state = { ...this.state, ...what };
    for (const listener of this.listeners) listener();
  }

  private end(): void {
    for (const worker of this.set.splice(0)) worker.terminate();
    this.waiting = [];
    this.busy = 0;
    this.curve?.terminate();
    this.curve = null;
  }
}
