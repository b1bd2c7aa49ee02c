/** @module The error of programs that misuse a network. */
import type { Issue } from '../kernel/result.ts';

/** Misuse of a network by the program that built it; `issue` says what to do. */
export class NetworkUseError extends Error {
  override readonly name = 'NetworkUseError';
  readonly issue: Issue;

  constructor(found: Issue) {
    super(`${found.code}: ${found.message}`);
    this.issue = found;
  }
}
