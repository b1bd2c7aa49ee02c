/** @module Expected failures as values: every issue says what was found, what was expected and what to do. */

/** One thing that is wrong with an input. */
export interface Issue {
  /** Kebab-case code, stable across releases. */
  readonly code: string;
  /** Where in the input, for example `tenants.3.plan`; empty for the input as a whole. */
  readonly path: string;
  /** What was found, what was expected and what to do. */
  readonly message: string;
}

/** A value, or every issue that kept it from being made. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** @param value  what was made */
export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** @param issues  at least one issue */
export function fail<T>(...issues: readonly Issue[]): Result<T> {
  return { ok: false, issues };
}

/**
 * @param code     kebab-case code
 * @param path     where in the input
 * @param message  what was found, what was expected and what to do
 */
export function issue(code: string, path: string, message: string): Issue {
  return { code, path, message };
}
