/** @module Checks what a cache by itself is asked to be: every unknown part and impossible number is a named issue. */
import { type Issue, issue } from '../kernel/result.ts';
import type { ParamValues } from '../model/registry.ts';
import type { CacheTerms } from '../policies/eviction/eviction.ts';
import { EVICTION } from '../policies/eviction/index.ts';
import { checkChoice } from './check-choice.ts';

/** A cache by itself. */
export interface LoneCacheSpec extends CacheTerms {
  /** Id in the eviction registry. */
  readonly kind: string;
  /** Parameters of the policy; defaults for those that are left out. */
  readonly params?: ParamValues;
  /** Seed of policies that draw, and of jitter; 0 without it. */
  readonly seed?: number;
}

/** @returns every issue; empty when the cache can be built */
export function checkCache(spec: LoneCacheSpec): Issue[] {
  const issues = checkChoice(EVICTION, spec.kind, spec.params ?? {}, 'kind');
  const whole = (value: number, low: number, high: number, path: string): void => {
    if (Number.isInteger(value) && value >= low && value <= high) return;
    issues.push(issue('impossible-number', path, `found ${value}, expected a whole number from ${low} to ${high}`));
  };
  const perTenant = (
    values: readonly number[] | undefined,
    low: number,
    most: (at: number) => number,
    path: string,
  ) => {
    if (values === undefined) return;
    if (values.length !== spec.tenants) {
      issues.push(
        issue('wrong-length', path, `found ${values.length} numbers, expected one for each of ${spec.tenants} tenants`),
      );
    }
    values.forEach((value, at) => {
      whole(value, low, most(at), `${path}.${at}`);
    });
  };
  whole(spec.capacity, 1, 1e8, 'capacity');
  whole(spec.tenants, 1, 1e7, 'tenants');
  perTenant(spec.partitions, 1, () => spec.capacity, 'partitions');
  perTenant(spec.reserves, 0, (at) => Math.min(spec.capacity, spec.partitions?.[at] ?? spec.capacity), 'reserves');
  const reserved = (spec.reserves ?? []).reduce((sum, each) => sum + each, 0);
  if (reserved > spec.capacity) {
    const message = `found ${reserved} entries reserved in all, expected at most the capacity, ${spec.capacity}`;
    issues.push(issue('over-reserved', 'reserves', message));
  }
  if (spec.ttlUs !== undefined) whole(spec.ttlUs, 1, Number.MAX_SAFE_INTEGER, 'ttlUs');
  const jitter = spec.ttlJitterShare ?? 0;
  if (!(jitter >= 0 && jitter <= 1)) {
    issues.push(issue('impossible-number', 'ttlJitterShare', `found ${jitter}, expected 0 to 1`));
  }
  if (spec.seed !== undefined) whole(spec.seed, 0, Number.MAX_SAFE_INTEGER, 'seed');
  return issues;
}
