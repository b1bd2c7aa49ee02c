/** @module The view interface: what a picture of a lesson is given. */
import type { ReactNode } from 'react';
import type { Experiment, Trial, ViewData, ViewSpec } from '../../../sim-engine/model/experiment.ts';

/** What every picture is given. */
export interface ViewProps<K extends ViewSpec['kind']> {
  readonly spec: Extract<ViewSpec, { kind: K }>;
  readonly experiment: Experiment;
  /** The run of the setting that is chosen; null until there is one. */
  readonly trial: Trial | null;
  /** What the engine made for this picture; null until then, and where it needs readings only. */
  readonly data: ViewData | null;
  /** By index of the setting. */
  readonly trials: ReadonlyMap<number, Trial>;
  readonly setting: number;
  /** Simulated time shown, microseconds. */
  readonly atUs: number;
  /** A number that was bet on what this picture draws; null without. */
  readonly bet: number | null;
}

/** A kind of picture. */
export type View<K extends ViewSpec['kind'] = ViewSpec['kind']> = (props: ViewProps<K>) => ReactNode;
