/** @module What a comparison of a tenant comes to, in a sentence that carries its uncertainty. */
import type { ComparedFigure, ComparedLatency, ComparedTenant } from './comparison.ts';

/** What the verdict is made from. */
export type Findings = Omit<ComparedTenant, 'costUsd' | 'verdict'> & {
  /** True when every request took the same time in both runs. */
  readonly isIdentical: boolean;
  /** Response time promised, milliseconds; null where tenants with different promises are taken together. */
  readonly sloMs: number | null;
};

/** @returns one sentence */
export function verdictOn(findings: Findings): string {
  const { isIdentical, latencyMs, slo, lost, sloMs } = findings;
  if (isIdentical) return 'every request took the same time in A and in B.';
  const parts = [latencyMs === null ? 'nothing was answered in one of the runs' : onLatency(latencyMs)];
  if (lost.a !== lost.b) parts.push(`A lost ${requests(lost.a)} and B ${lost.b}, whose latencies are in no figure`);
  if (slo.improved !== null && slo.worsened !== null && slo.improved + slo.worsened > 0) {
    const promise = sloMs === null ? 'their SLO' : `the SLO of ${three(sloMs)} ms`;
    parts.push(`${requests(slo.improved)} missed ${promise} in A only and ${slo.worsened} in B only`);
  }
  return `${parts.join('; ')}.`;
}

/** The tail is what tenants feel; the highest quantile with an interval speaks, and says so when it is not p99. */
function onLatency(latency: ComparedLatency): string {
  if (latency.p99.low !== null) return onFigure('p99', latency.p99);
  for (const name of ['p95', 'p90', 'p50'] as const) {
    if (latency[name].low !== null)
      return `of p99 too few separate bursts to say (${measured(latency.p99)}); ${onFigure(name, latency[name])}`;
  }
  return `too few requests to say: p99 was ${measured(latency.p99)}`;
}

function onFigure(name: string, { low, high }: ComparedFigure): string {
  if (low === null || high === null) return '';
  if (high < 0) return `B's ${name} is ${three(-high)} to ${three(-low)} ms lower`;
  if (low > 0) return `B's ${name} is ${three(low)} to ${three(high)} ms higher`;
  return `no difference of ${name} shown at 95 % (B between ${three(-low)} ms lower and ${three(high)} ms higher)`;
}

function measured({ difference }: ComparedFigure): string {
  return difference === 0
    ? 'measured the same'
    : `measured ${three(Math.abs(difference))} ms ${difference < 0 ? 'lower' : 'higher'} in B`;
}

function requests(count: number): string {
  return count === 1 ? '1 request' : `${count} requests`;
}

/** Three significant digits. */
function three(value: number): string {
  return String(Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(3)));
}
