/** @module Latency metrics: the worst tenant of the scope, by percentile or mean. */
import type { Histogram } from '../../measure/histogram.ts';
import type { Span } from '../span.ts';
import type { Metric } from './metric.ts';

function worst(span: Span, read: (latency: Histogram) => number): number | null {
  let value: number | null = null;
  for (const tenant of span.tenants) {
    if (tenant.latency.count === 0) continue;
    value = Math.max(value ?? 0, read(tenant.latency) / 1000);
  }
  return value;
}

function percentile(id: string, share: number): Metric {
  return {
    id,
    title: `${id.slice('latency-'.length)} latency`,
    summary: `Response time that ${share * 100} % of requests stay within, of the worst-off tenant of the scope.`,
    source: 'Nearest-rank percentile: Hyndman and Fan, Sample quantiles in statistical packages, 1996, definition 1',
    params: [],
    unit: 'ms',
    over: 'tenants',
    measure: (span) => worst(span, (latency) => latency.percentile(share)),
  };
}

export const latencyP50 = percentile('latency-p50', 0.5);
export const latencyP95 = percentile('latency-p95', 0.95);
export const latencyP99 = percentile('latency-p99', 0.99);

/** Any percentile; the named ones above are the usual three. */
export const latencyPercentile: Metric = {
  id: 'latency-percentile',
  title: 'latency percentile',
  summary: 'Response time that a chosen part of the requests stays within, of the worst-off tenant of the scope.',
  source: 'Nearest-rank percentile: Hyndman and Fan, Sample quantiles in statistical packages, 1996, definition 1',
  params: [
    {
      name: 'percent',
      label: 'Percentile',
      unit: '',
      min: 1,
      max: 99.999,
      default: 99.9,
      doc: 'Per cent of the requests that stay within the value.',
    },
  ],
  unit: 'ms',
  over: 'tenants',
  measure: (span, { percent }) => worst(span, (latency) => latency.percentile(percent! / 100)),
};

export const latencyMean: Metric = {
  id: 'latency-mean',
  title: 'mean latency',
  summary: 'Mean response time of the worst-off tenant of the scope.',
  source: 'Arithmetic mean over completed requests',
  params: [],
  unit: 'ms',
  over: 'tenants',
  measure: (span) => worst(span, (latency) => latency.mean()),
};
