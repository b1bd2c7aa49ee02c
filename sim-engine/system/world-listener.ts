/** @module What the world tells whoever arranges its pools. */

/** What the world tells whoever arranges it. */
export interface WorldListener {
  /** A scheduled item of the timeline is due. */
  timelineDue(item: number): void;
  /** A chunk of a copy was written. */
  chunkCopied(request: number): void;
  /** A request left a station of a pool on which `watched` is set. */
  poolVacated(pool: number): void;
}
