/** @module Autoscaling as a scenario says it: the number of instances follows what is measured, with a lag. */
import type { Choice } from './registry.ts';

/** How the instances of a tier (app servers, workers) become more or fewer; sized as one shared whole. */
export interface AutoscalingSpec {
  /** Registry `autoscaling`. */
  readonly policy: Choice;
  /** Time between two evaluations, microseconds, > 0. */
  readonly periodUs: number;
  /** Time from the decision until a new instance takes work, microseconds, > 0; it is paid for from the decision on. */
  readonly bootUs: number;
  /** Time after a change in which nothing is changed, microseconds, >= 0. */
  readonly cooldownUs: number;
  /** Fewest and most instances, whole, >= 1; what the tier begins with lies between them. */
  readonly instancesMin: number;
  readonly instancesMax: number;
}
