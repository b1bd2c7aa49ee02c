/** @module A run's result as tables for people. */
import type { RunResult } from '../../sim-engine/model/run-result.ts';
import type { Scenario } from '../../sim-engine/model/scenario.ts';
import type { Estimate } from '../../sim-engine/statistics/estimate.ts';
import type { Replications } from '../headless/replicate.ts';
import { columns, digits, table } from './table.ts';

/**
 * @param scenario      what was run
 * @param result        what came out
 * @param replications  intervals, when several seeds were run
 */
export function describeResult(scenario: Scenario, result: RunResult, replications?: Replications): string {
  const seeds =
    replications === undefined
      ? `seed ${result.seed}`
      : `seeds ${result.seed} to ${result.seed + replications.count - 1}`;
  const head = `${scenario.title}: ${seeds}, ${digits(result.simulatedMs / 1000)} s simulated, ${result.events} events, ended under ${result.isolation}\n`;
  const totals = `Cost ${digits(result.totals.costUsd)} USD, goodput ${digits(result.totals.goodputPerSec)} req/s, Jain's index ${digits(result.totals.jain)}\n`;
  const parts = [head + totals, tenantTable(scenario, result), windowTable(result)];
  if (replications !== undefined) parts.push(intervalTable(replications));
  parts.push(objectiveTable(result), `engine ${result.engineVersion}, digest ${result.digest}\n`);
  const note = replications === undefined ? '' : `Intervals are 95 %; the other tables show seed ${result.seed}.\n`;
  return parts.join('\n') + note;
}

function tenantTable(scenario: Scenario, result: RunResult): string {
  const lost = ({ timedOut, failed }: RunResult['tenants'][string]): number => timedOut + failed;
  // Only where something broke or was given up.
  const failures = Object.values(result.tenants).some((tenant) => lost(tenant) > 0);
  const cols = columns(
    'tenant',
    'plan',
    '>arrived',
    '>completed',
    '>rejected',
    ...(failures ? ['>failed'] : []),
    '>in flight',
    '>goodput/s',
    '>p50 ms',
    '>p99 ms',
    '>max ms',
    '>cost USD',
  );
  const rows = scenario.tenants.map(({ id, name, plan }) => {
    const tenant = result.tenants[id]!;
    const { p50, p99, max } = tenant.latencyMs;
    const ended = [tenant.arrived, tenant.completed, tenant.rejected, ...(failures ? [lost(tenant)] : [])];
    const counts = [...ended, tenant.inFlight].map(String);
    return [`${id} ${name}`, plan, ...counts, ...[tenant.goodputPerSec, p50, p99, max, tenant.costUsd].map(digits)];
  });
  return table(cols, rows);
}

function windowTable(result: RunResult): string {
  const ids = Object.keys(result.tenants);
  // More tenants than fit a line are read with --json.
  const shown = ids.slice(0, 16);
  const rows = result.windows.map(({ label, fromMs, toMs, tenants }) => [
    label,
    `${digits(fromMs / 1000)} to ${digits(toMs / 1000)} s`,
    ...shown.map((id) => (tenants[id]!.completed === 0 ? '-' : digits(tenants[id]!.latencyMs.p99))),
  ]);
  return table(columns('p99 ms in window', 'time', ...shown.map((id) => `>${id}`)), rows);
}

function objectiveTable(result: RunResult): string {
  const rows = result.objectives.map((objective) => [
    objective.title,
    objective.state === 'closed' ? (objective.passed ? 'met' : 'not met') : objective.state,
    digits(objective.measured),
    `${objective.bound === 'at-most' ? '<=' : '>='} ${digits(objective.threshold)} ${objective.unit}`,
    `${objective.points}/${objective.pointsMax}`,
  ]);
  const points = result.objectives.reduce((sum, objective) => sum + objective.points, 0);
  const pointsMax = result.objectives.reduce((sum, objective) => sum + objective.pointsMax, 0);
  return `${table(columns('objective', 'state', '>measured', 'bound', '>points'), rows)}${points} of ${pointsMax} points\n`;
}

function interval({ mean, halfWidth }: Estimate): string {
  return halfWidth === null ? digits(mean) : `${digits(mean)} ± ${digits(halfWidth)}`;
}

function intervalTable(replications: Replications): string {
  const rows = Object.entries(replications.tenants).map(([id, tenant]) => [
    id,
    interval(tenant.latencyMs.mean),
    interval(tenant.latencyMs.p99),
    interval(tenant.goodputPerSec),
  ]);
  const { count, warmUp } = replications;
  const note =
    warmUp === undefined
      ? ''
      : `Latencies over seeds are of requests from ${digits(warmUp.untilMs / 1000)} s on (warm-up ${warmUp.method === 'mser5' ? 'by MSER-5' : 'as given'}).\n`;
  return table(columns(`${count} seeds`, '>mean ms', '>p99 ms', '>goodput/s'), rows) + note;
}
