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
  /** The one that runs now. */
  readonly running: string | null;
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
  running: null,
  warmUp: null,
  reason: '',
};

/** Lists, runs and stops the oracles; the set and the warm-up curve have a worker each, so that two cores work on them. */
export class OracleBench {
  private state: OracleState = NOTHING;
  private readonly only: readonly string[] | null;
  private readonly make: () => OracleWorker;
  private set: OracleWorker | null = null;
  private curve: OracleWorker | null = null;
  private readonly listeners = new Set<() => void>();

  /**
   * @param only  ids of the oracles to show, or null for all
   * @param make  starts a worker
   */
  constructor(only: readonly string[] | null, make: () => OracleWorker) {
    this.only = only;
    this.make = make;
  }

  readonly get = (): OracleState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Asks what there is to run. */
  readonly list = (): void => this.ask({ type: 'list' });

  /** Runs what has no report yet, or everything again when nothing is missing. */
  readonly run = (): void => {
    const { oracles, reports, status } = this.state;
    if (status === 'running' || oracles.length === 0) return;
    const missing = oracles.filter(({ id }) => !reports.has(id));
    const again = missing.length === 0;
    this.change({ status: 'running', ...(again ? { reports: new Map() } : {}) });
    this.ask({ type: 'run', ids: (again ? oracles : missing).map(({ id }) => id) });
    const { warmUp } = this.state;
    if (again || warmUp === null || warmUp.runs < warmUp.runsWanted) this.askCurve();
  };

  /** Stops at once; what was measured stays, the line that was under way is begun anew by the next run. */
  readonly stop = (): void => {
    this.end();
    if (this.state.status === 'running') this.change({ status: 'stopped', running: null });
  };

  /** Ends the workers. */
  readonly dispose = (): void => this.end();

  private ask(request: OracleRequest): void {
    this.set ??= this.started((reply) => this.hear(reply));
    this.set.postMessage(request);
  }

  private askCurve(): void {
    this.curve ??= this.started((reply) => this.hear(reply));
    this.curve.postMessage({ type: 'warm-up' });
  }

  private started(hear: (reply: OracleReply) => void): OracleWorker {
    const worker = this.make();
    worker.onmessage = ({ data }) => hear(data);
    worker.onerror = (event) => {
      this.end();
      const reason = event.message || 'its file could not be loaded';
      this.change({ status: 'failed', running: null, reason });
    };
    return worker;
  }

  private hear(reply: OracleReply): void {
    switch (reply.type) {
      case 'list': {
        const { only } = this;
        const oracles = only === null ? reply.oracles : reply.oracles.filter(({ id }) => only.includes(id));
        const unknown = (only ?? []).filter((id) => !reply.oracles.some((known) => known.id === id));
        this.change({ engineVersion: reply.engineVersion, oracles, unknown });
        return;
      }
      case 'begun':
        this.change({ running: reply.id });
        return;
      case 'report':
        this.change({ reports: new Map(this.state.reports).set(reply.report.id, reply.report), running: null });
        return;
      case 'done':
        this.change({ status: 'done', running: null });
        return;
      case 'warm-up':
        this.change({ warmUp: reply.curve });
    }
  }

  private change(what: Partial<OracleState>): void {
    this.state = { ...this.state, ...what };
    for (const listener of this.listeners) listener();
  }

  private end(): void {
    this.set?.terminate();
    this.curve?.terminate();
    this.set = null;
    this.curve = null;
  }
}
