/**
 * @module The engine's version: it rises whenever a golden digest changes, and every run record names it.
 */

/** Version of the simulated world's behaviour; a record made by another version is not replayed by this one. */
export const ENGINE_VERSION = '3';
