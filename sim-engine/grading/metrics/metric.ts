/** @module The metric interface: one number out of a span and a scope. */
import type { Definition } from '../../model/registry.ts';
import type { Span } from '../span.ts';

/** A metric that objectives can bound. */
export interface Metric extends Definition {
  readonly unit: string;
  /** @returns the value in `unit`, or null when nothing was measured */
  measure(span: Span): number | null;
}
