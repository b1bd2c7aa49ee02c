/** @module The metric interface: one number out of a span and a scope. */
import type { Definition, ParamValues } from '../../model/registry.ts';
import type { Span } from '../span.ts';

/** A metric that objectives can bound. */
export interface Metric extends Definition {
  readonly unit: string;
  /** What its scope may name: tenants, one tier, or nothing but the whole run. */
  readonly over: 'tenants' | 'tier' | 'whole';
  /**
   * @param span    what was measured
   * @param params  every parameter of the metric
   * @returns the value in `unit`, >= 0, or null when nothing was measured
   */
  measure(span: Span, params: ParamValues): number | null;
}
