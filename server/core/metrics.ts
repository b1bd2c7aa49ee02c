/** @module What the server counts, in Prometheus' form. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Counters of one server; made anew for each, so that two servers in one process do not mix. */
export interface Metrics {
  readonly registry: Registry;
  readonly runs: Gauge<'status'>;
  readonly viewers: Gauge;
  readonly framesSent: Counter;
  readonly framesHeld: Counter;
  readonly frameLateness: Histogram;
  readonly actions: Counter<'outcome'>;
  readonly journalSeconds: Histogram;
  readonly tornTails: Counter;
  readonly damagedRuns: Gauge;
  readonly threadLosses: Counter;
  readonly diskRefusals: Counter<'file'>;
  readonly messagesDropped: Counter<'reason'>;
  readonly originsRefused: Counter;
}

/** Makes the counters, with Node's own beside them. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    runs: new Gauge({ name: 'tenantlab_runs', help: 'Runs by status', labelNames: ['status'], registers }),
    viewers: new Gauge({ name: 'tenantlab_viewers', help: 'Open views of runs', registers }),
    framesSent: new Counter({ name: 'tenantlab_frames_sent_total', help: 'Frames sent', registers }),
    framesHeld: new Counter({
      name: 'tenantlab_frames_held_total',
      help: 'Frames left out because a viewer was behind',
      registers,
    }),
    frameLateness: new Histogram({
      name: 'tenantlab_frame_lateness_seconds',
      help: 'How long after its due time a frame of a running run left',
      buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1],
      registers,
    }),
    actions: new Counter({
      name: 'tenantlab_actions_total',
      help: 'Learner actions by outcome',
      labelNames: ['outcome'],
      registers,
    }),
    journalSeconds: new Histogram({
      name: 'tenantlab_journal_commit_seconds',
      help: 'From an action to its being on disk',
      buckets: [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5],
      registers,
    }),
    tornTails: new Counter({
      name: 'tenantlab_journal_torn_total',
      help: 'Unfinished last lines cut off journals at start',
      registers,
    }),
    damagedRuns: new Gauge({ name: 'tenantlab_runs_damaged', help: 'Runs whose journal is damaged', registers }),
    threadLosses: new Counter({ name: 'tenantlab_threads_lost_total', help: 'Simulation threads lost', registers }),
    diskRefusals: new Counter({
      name: 'tenantlab_disk_refusals_total',
      help: 'Writes the disk refused',
      labelNames: ['file'],
      registers,
    }),
    messagesDropped: new Counter({
      name: 'tenantlab_socket_messages_dropped_total',
      help: 'Socket messages dropped',
      labelNames: ['reason'],
      registers,
    }),
    originsRefused: new Counter({
      name: 'tenantlab_origins_refused_total',
      help: 'Socket handshakes and requests from a foreign or missing origin',
      registers,
    }),
  };
}
