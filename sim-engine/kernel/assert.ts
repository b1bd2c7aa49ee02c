/** @module Assertions for programmer errors: they stay on in production and are never caught inside the engine. */

/** A broken invariant of the engine itself; expected failures are {@link Issue} values instead. */
export class AssertionFailure extends Error {
  override readonly name = 'AssertionFailure';
}

/**
 * Stops the run when an invariant does not hold.
 *
 * @param condition  what must be true
 * @param message    what was expected and what was found
 * @throws AssertionFailure when the condition is false
 */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new AssertionFailure(message);
}

/**
 * Marks the end of a switch over a closed union.
 *
 * @param value  the value no case matched
 * @throws AssertionFailure always
 */
export function assertNever(value: never): never {
  throw new AssertionFailure(`unexpected value ${JSON.stringify(value)}`);
}
