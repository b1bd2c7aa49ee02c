/** @module Queue depth: one instance for so many requests that wait or are served. */
import type { AutoscalingPolicy } from './autoscaling.ts';

export const queueDepth: AutoscalingPolicy = {
  id: 'queue-depth',
  title: 'Queue depth',
  summary: 'One instance for so many requests that wait or are being worked on.',
  source: 'KEDA documentation, scaler "AWS SQS Queue" (queueLength, scaleOnInFlight): ceil(messages / queueLength)',
  params: [
    {
      name: 'perInstance',
      label: 'Per instance',
      unit: '',
      min: 0.1,
      max: 10_000,
      default: 5,
      doc: 'Requests for which one instance is enough.',
    },
  ],
  wanted: ({ present }, params) => Math.ceil(present / params.perInstance!),
};
