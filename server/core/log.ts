/** @module The log as the server's parts see it: structured, levelled, and satisfied by pino. */

/** Fields of one log line; values must survive JSON. */
export type LogFields = Readonly<Record<string, unknown>>;

/** Where the server's parts report; pino's logger is one. */
export interface Log {
  debug(fields: LogFields, message: string): void;
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
}

/** Says nothing. */
export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };
