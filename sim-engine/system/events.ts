/** @module What events do, and how attempts end: the words that the world and its parts share. */

/** What an event's data word means: `argument << KIND_BITS | kind`. */
export const enum EVENT {
  /** A service is done; the argument is the request. */
  completion = 0,
  /** A source sends; the argument is the source. */
  arrival = 1,
  /** A request has let time pass. */
  delay = 2,
  /** An item of the timeline is due. */
  timeline = 3,
  /** An attempt has taken too long. */
  attempt = 4,
  /** A caller makes another attempt. */
  again = 5,
  /** A request waits no longer in the line where it stands. */
  patience = 6,
  /** Somebody among those who share a station is done; the argument is the station. */
  shared = 7,
}

/** How an attempt can end other than well. */
export const enum OUTCOME {
  rejected = 1,
  timedOut = 2,
  failed = 3,
}
