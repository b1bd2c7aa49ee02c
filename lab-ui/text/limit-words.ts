/** @module Limits in words: what holds for a tenant at the edge. */
import type { Choice, Definition } from '../../sim-engine/model/registry.ts';
import { formatRate } from './format.ts';

/** @returns "60/s, burst 30" of a token bucket, else the limiter's title: "AIMD" */
export function limitWords({ limiters }: { readonly limiters: readonly Definition[] }, limit: Choice): string {
  const { ratePerSec, burst } = limit.params;
  if (limit.id === limiters[0]?.id) return `${formatRate(ratePerSec ?? 0)}, burst ${burst ?? 0}`;
  return limiters.find((each) => each.id === limit.id)?.title ?? limit.id;
}
