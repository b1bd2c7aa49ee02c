/** @module The exporter interface: grades in, text out. */
import type { Grade } from '../grade-record.ts';

/** A format of the gradebook. */
export interface Exporter {
  /** Value of `grade --format`. */
  readonly id: string;
  /** One sentence. */
  readonly summary: string;
  /** @param grades  in the order of their files */
  export(grades: readonly Grade[]): string;
}
