/** @module What every command is: a registration with commander, an exit code, and one way to fail. */
import type { Command } from 'commander';
import { issueLineOf } from '../../scenarios/schema/code-frame.ts';
import type { Issue } from '../../sim-engine/kernel/result.ts';
import type { Terminal } from './terminal.ts';

/** Exit codes of every command. */
export const EXIT = {
  done: 0,
  /** The thing that was checked does not hold. */
  doesNotHold: 1,
  /** Input or arguments cannot be used. */
  unusable: 2,
  /** A fault of the program. */
  fault: 3,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** An issue with the file it is about, when there is one. */
export interface FileIssue extends Issue {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** Input that cannot be used: ends the command with exit code 2 and says why, once. */
export class UnusableInput extends Error {
  override readonly name = 'UnusableInput';
  readonly issues: readonly FileIssue[];

  /** @param issues  at least one */
  constructor(...issues: readonly FileIssue[]) {
    super(issues.map((each) => each.message).join('; '));
    this.issues = issues;
  }
}

/** @returns the one line that tells an issue: `file:line:column: error CODE: message` as far as the place is known */
export function issueLine(issue: FileIssue): string {
  return issue.file === undefined
    ? `tenantlab: error ${issue.code}: ${issue.message}\n`
    : `${issueLineOf(issue.file, issue)}\n`;
}

/** What a command may use. */
export interface Session {
  readonly terminal: Terminal;
  /** Says how the command ended; the process ends when nothing is left to do. */
  exit(code: ExitCode): void;
}

/** Adds one command to the program. */
export type RegisterCommand = (program: Command, session: Session) => void;

/** Writes one JSON document, and nothing else, to the results. */
export function printJson(session: Session, value: unknown): void {
  session.terminal.out(`${JSON.stringify(value, null, 2)}\n`);
}
