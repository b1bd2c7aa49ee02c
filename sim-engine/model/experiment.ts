/**
 * @module Experiments: a small world in which a learner moves one thing, and what is measured of it; plain data.
 *
 * An experiment under one of its settings is a run, so its numbers are the same wherever it is conducted.
 */
import type { Scope } from './objective.ts';
import type { Choice, ParamValues } from './registry.ts';
import type { Scenario } from './scenario.ts';

/** One position of the control. */
export interface ExperimentSetting {
  /** As prose and control write it, unique: `50/s`, `Fair turns`. */
  readonly label: string;
  /** Of controls that are numbers. */
  readonly value?: number;
  /** Of controls that choose out of a registry. */
  readonly choice?: Choice;
}

/** The one thing that is moved. */
export interface ControlSpec {
  /** Id in the registry of controls. */
  readonly kind: string;
  readonly label: string;
  /** Id of the tenant or timeline item that it moves; empty where it moves the whole. */
  readonly target: string;
  /** Id of an operation, where the kind needs one; else empty. */
  readonly operation: string;
  /** At least two. */
  readonly settings: readonly ExperimentSetting[];
  /** Index of the setting that it stands at before anybody moves it. */
  readonly start: number;
}

interface Named {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
}

/** A stretch of the run, [fromUs, toUs). */
interface Stretch {
  readonly fromUs: number;
  readonly toUs: number;
}

/** One number out of a run. */
export type ReadingSpec = Named &
  (
    | ({
        readonly kind: 'metric';
        readonly metric: string;
        readonly params: ParamValues;
        readonly scope: Scope;
      } & Stretch)
    /** Response time over all requests of several tenants together, as a dashboard shows it; `percent` null is the mean. */
    | ({ readonly kind: 'pooled'; readonly tenants: readonly string[]; readonly percent: number | null } & Stretch)
    /** Share of the victim's delay that is charged to the culprit, per cent. */
    | ({ readonly kind: 'blame'; readonly culprit: string; readonly victim: string } & Stretch)
    /** What theory says of one server in front of everybody: mean response time of M/M/1, no run needed. */
    | { readonly kind: 'theory-mm1'; readonly operation: string }
  );

/** Tenants whose requests are one line of a picture. */
export interface LineSpec {
  readonly title: string;
  readonly tenants: readonly string[];
}

/** One picture. */
export type ViewSpec = { readonly title: string } & (
  | {
      readonly kind: 'over-time';
      /** Null is the mean. */
      readonly percent: number | null;
      readonly windowUs: number;
      readonly stepUs: number;
      readonly lines: readonly LineSpec[];
      /** Drawn as a bound, milliseconds; none without it. */
      readonly sloMs?: number;
    }
  | { readonly kind: 'against-control'; readonly readings: readonly string[] }
  | { readonly kind: 'shares'; readonly readings: readonly string[] }
  | ({ readonly kind: 'quantiles'; readonly lines: readonly LineSpec[]; readonly sloMs?: number } & Stretch)
  | { readonly kind: 'frontier'; readonly harm: string; readonly price: string; readonly bound: number }
);

/** What a learner commits to before the run. */
export type BetSpec = { readonly ask: string; readonly at: number } & (
  | { readonly kind: 'number'; readonly reading: string; readonly from: number; readonly to: number }
  /** Which of some readings is the largest. */
  | { readonly kind: 'largest'; readonly readings: readonly string[] }
  /** Which setting is the cheapest of those that keep a reading within a bound. */
  | { readonly kind: 'cheapest'; readonly within: string; readonly bound: number; readonly price: string }
);

/** A world, its control, and what is measured of it. */
export interface Experiment {
  readonly id: string;
  readonly title: string;
  readonly scenario: Scenario;
  readonly seed: number;
  readonly control: ControlSpec;
  readonly readings: readonly ReadingSpec[];
  readonly views: readonly ViewSpec[];
  readonly bet: BetSpec;
}

/** What a view needs of one run beyond its readings: numbers per line, in milliseconds; null where nothing was measured. */
export interface ViewData {
  /** Of `over-time` the end of each step, microseconds; of `quantiles` the shares. */
  readonly at: readonly number[];
  readonly lines: readonly (readonly (number | null)[])[];
}

/** One run of an experiment. */
export interface Trial {
  /** Index of the setting. */
  readonly at: number;
  /** Lowercase hex. */
  readonly digest: string;
  readonly events: number;
  /** By id of the reading; null where nothing was measured. */
  readonly readings: Readonly<Record<string, number | null>>;
  /** One for every view; null for those that need readings only. */
  readonly views: readonly (ViewData | null)[];
}
