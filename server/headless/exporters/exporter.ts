/** @module The exporter interface: grades in, text out. */
import type { Grade } from '../grade-record.ts';

/** A format of the gradebook. The same grades give the same text: no clock, no random numbers. */
export interface Exporter {
  /** Value of `grade --format`. */
  readonly id: string;
  /** One sentence. */
  readonly summary: string;
  /** True where the format holds the grade of one submission only. */
  readonly isOfOne?: boolean;
  /** @returns why these grades cannot be told in this format, which has no word for what has no mark; null when they can */
  refusal?(grades: readonly Grade[]): string | null;
  /** @param grades  in the order of their files; exactly one where `isOfOne` */
  export(grades: readonly Grade[]): string;
}
