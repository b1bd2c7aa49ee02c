/** @module Autoscaling of a tier, as authors write it and as records carry it: `autoscaling: { policy: step, every: 15 s, ... }`. */
import { z } from 'zod';
import { catalogue } from '../../sim-engine/index.ts';
import type { AutoscalingSpec } from '../../sim-engine/model/autoscaling.ts';
import { choice } from './choice.ts';
import { number, quantity } from './leaf.ts';
import { DURATION_US_MAX, SPAN_US } from './limits.ts';

/** An evaluation more often than this is no loop over measured values any more. */
const PERIOD_US = { min: 1_000_000, max: DURATION_US_MAX };
const COOLDOWN_US = { min: 0, max: DURATION_US_MAX };

/**
 * @param what  the instances: `app servers`, `workers`
 * @param max   most that there may be
 */
export function autoscaling(what: string, max: number) {
  return z.strictObject({
    policy: choice({
      key: 'kind',
      what: 'an autoscaling policy',
      registry: catalogue.autoscaling,
      code: 'unknown-autoscaling',
    }),
    every: quantity('duration', 'the time between two evaluations', PERIOD_US),
    boot: quantity('duration', 'the time from the decision until a new one takes work', SPAN_US),
    cooldown: quantity(
      'duration',
      'the time after a change in which nothing is changed; else none',
      COOLDOWN_US,
    ).optional(),
    min: number(`the fewest ${what} of the whole`, { min: 1, max }, true),
    max: number(`the most ${what} of the whole`, { min: 1, max }, true),
  });
}

/**
 * The same in engine form.
 *
 * @param policy  schema of a choice among the autoscaling policies
 * @param max     most instances that there may be
 */
export function engineAutoscaling<T extends z.ZodType>(policy: T, max: number) {
  const us = (range: { readonly min: number; readonly max: number }) => z.int().min(range.min).max(range.max);
  return z.strictObject({
    policy,
    periodUs: us(PERIOD_US),
    bootUs: us(SPAN_US),
    cooldownUs: us(COOLDOWN_US),
    instancesMin: us({ min: 1, max }),
    instancesMax: us({ min: 1, max }),
  });
}

/** @returns the field of a tier's spec, absent where nothing was written */
export function compileAutoscaling(written: z.output<ReturnType<typeof autoscaling>> | undefined): {
  readonly autoscaling?: AutoscalingSpec;
} {
  if (written === undefined) return {};
  const { policy, every, boot, cooldown, min, max } = written;
  const times = { periodUs: every, bootUs: boot, cooldownUs: cooldown ?? 0 };
  return { autoscaling: { policy, ...times, instancesMin: min, instancesMax: max } };
}
