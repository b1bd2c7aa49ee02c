/** @module A42: a change of the schema waits for a long report, and everybody else waits behind the change. */
import type { NetworkRoute, NetworkStep } from '../network/network-spec.ts';
import { blockedReads, type LockQueue } from '../theory/lock-queue.ts';
import { drainedNetwork } from './drained-network.ts';
import { exactReport } from './exact-report.ts';
import { joinedReport } from './joined-report.ts';
import type { Oracle, OracleReport } from './oracle.ts';

const QUEUE: LockQueue = {
  reportEnds: 60,
  exclusiveAt: 10,
  exclusiveHold: 0.05,
  patience: Number.POSITIVE_INFINITY,
  readRate: 100,
};
const END = 70;
const PATIENCE = 2;

function lockedFor(holdSec: number, shared: boolean, patienceSec?: number): NetworkStep[] {
  const patience = patienceSec === undefined ? {} : { patienceUs: 1e6 * patienceSec };
  return [
    { lock: 'table', shared, ...patience },
    { delay: { law: 'deterministic', meanUs: 1e6 * holdSec } },
    { unlock: true },
  ];
}

function once(tenant: string, atSec: number, steps: readonly NetworkStep[]): NetworkRoute {
  const arrivals = { id: 'trace', params: { repeatMs: 0 }, table: [1000 * atSec] };
  return { tenant, arrivals, steps, untilUs: 1e6 * END };
}

function lockQueue(change: boolean, patienceSec?: number) {
  const { reportEnds, exclusiveAt, exclusiveHold, readRate } = QUEUE;
  const read: NetworkStep[] = lockedFor(0, true, patienceSec).filter((each) => !('delay' in each));
  return drainedNetwork({
    seed: 42_000,
    stations: [],
    locks: ['table'],
    routes: [
      once('report', 0, lockedFor(reportEnds, true, patienceSec)),
      ...(change ? [once('change', exclusiveAt, lockedFor(exclusiveHold, false, patienceSec))] : []),
      {
        tenant: 'readers',
        arrivals: { id: 'deterministic', params: { ratePerSec: readRate, phase: 0.5 } },
        steps: read,
        untilUs: 1e6 * END,
      },
    ],
    keepLatencies: true,
  });
}

function measured(label: string, network: ReturnType<typeof lockQueue>): Record<string, number> {
  const { waits, arrived, completed } = network.tenant('readers');
  const blocked = waits.filter((us) => us > 0).map((us) => us / 1e6);
  return {
    [`${label}: blocked_reads`]: blocked.length,
    [`${label}: reads without an answer`]: arrived - completed,
    ...(blocked.length === 0
      ? {}
      : {
          [`${label}: max_wait`]: Math.max(...blocked),
          [`${label}: mean_wait_of_blocked`]: blocked.reduce((sum, wait) => sum + wait, 0) / blocked.length,
        }),
  };
}

function withChange(label: string, patienceSec?: number): OracleReport {
  const patience = patienceSec ?? Number.POSITIVE_INFINITY;
  const { count, longest, mean } = blockedReads({ ...QUEUE, patience });
  const network = lockQueue(true, patienceSec);
  const change = network.tenant('change');
  const gaveUp = change.unanswered[0]?.endedUs;
  // It ends when it gives up, or when it has waited for the report.
  const endsAt = Math.min(QUEUE.exclusiveAt + patience, QUEUE.reportEnds + QUEUE.exclusiveHold);
  return exactReport(
    a42,
    {
      [`${label}: blocked_reads`]: count,
      [`${label}: reads without an answer`]: 0,
      [`${label}: max_wait`]: longest,
      [`${label}: mean_wait_of_blocked`]: mean,
      [`${label}: ddl fails`]: patienceSec === undefined ? 0 : 1,
      [`${label}: ddl ends at`]: endsAt,
    },
    {
      ...measured(label, network),
      [`${label}: ddl fails`]: change.timedOut,
      [`${label}: ddl ends at`]: gaveUp === undefined ? QUEUE.exclusiveAt + change.latencyMeanUs / 1e6 : gaveUp / 1e6,
    },
    1e-9,
  );
}

function withoutChange(): OracleReport {
  const label = 'no_ddl';
  const expected = { [`${label}: blocked_reads`]: 0, [`${label}: reads without an answer`]: 0 };
  return exactReport(a42, expected, measured(label, lockQueue(false)), 0);
}

export const a42: Oracle = {
  id: 'A42',
  title: 'A schema change behind a long report blocks everyone',
  source:
    'Gray and Reuter, Transaction Processing, 1993, section 8.4 (locks granted first come, first served); enumeration',
  formula: 'blocked: all reads from the change’s ask to its end; each waits from its arrival until then',
  run: () =>
    joinedReport(a42, [withChange('no_timeout'), withChange(`lock_timeout_${PATIENCE}s`, PATIENCE), withoutChange()]),
};
