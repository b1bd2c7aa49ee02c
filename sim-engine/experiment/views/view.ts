/** @module The view interface: what a picture needs of one run beyond its readings. */
import type { ViewData, ViewSpec } from '../../model/experiment.ts';
import type { Executed } from '../executed.ts';

/** A kind of view; null for those that are drawn from readings alone. */
export type ViewKind<K extends ViewSpec['kind'] = ViewSpec['kind']> =
  | ((spec: Extract<ViewSpec, { kind: K }>, executed: Executed) => ViewData)
  | null;
