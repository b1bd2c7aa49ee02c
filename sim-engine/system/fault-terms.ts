/** @module Fault terms: what the world has to know of faults, whatever they are. */

/** Knows of work that takes down whatever serves it. */
export interface DeadlyWork {
  /** @returns true when the service that a request completes now kills its server, and the request with it */
  kills(row: number): boolean;
}

/** How jobs are delivered again. */
export interface MessageTerms {
  /** Time for which a message is hidden, microseconds, >= 1. */
  readonly visibilityUs: number;
  /** Deliveries of one message, >= 1. */
  readonly attemptsMax: number;
  /** Whether a worker that lives extends that time for as long as it works. */
  readonly heartbeat: boolean;
}

/** What holds where a scenario does not say: the visibility timeout of SQS, five deliveries, workers that extend it. */
export const MESSAGE_TERMS: MessageTerms = { visibilityUs: 30_000_000, attemptsMax: 5, heartbeat: true };

/** The terms of one world. */
export class FaultTerms {
  /** Set while some work kills what serves it. */
  deadly: DeadlyWork | null = null;
  /** What slow servers cost the requests in them is charged to the system, and so is what others wait for these servers. */
  chargesSlowness = false;
  messages: MessageTerms = MESSAGE_TERMS;
}
