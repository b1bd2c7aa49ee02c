/** @module The first place at which two JSON values differ: what was recorded, and what came out again. */

/** Where two values differ. */
export interface Difference {
  /** Keys and indices, joined by dots. */
  readonly field: string;
  readonly recorded: string;
  readonly replayed: string;
}

/** @returns the first place, in the order of the replayed value's keys, at which two JSON values differ */
export function firstDifference(recorded: unknown, replayed: unknown, field: string): Difference | undefined {
  if (isObject(recorded) && isObject(replayed) && Array.isArray(recorded) === Array.isArray(replayed)) {
    for (const key of new Set([...Object.keys(replayed), ...Object.keys(recorded)])) {
      const inner = firstDifference(recorded[key], replayed[key], field === '' ? key : `${field}.${key}`);
      if (inner !== undefined) return inner;
    }
    return undefined;
  }
  if (Object.is(recorded, replayed) || (recorded === 0 && replayed === 0)) return undefined;
  return { field: field === '' ? 'result' : field, recorded: show(recorded), replayed: show(replayed) };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function show(value: unknown): string {
  return (JSON.stringify(value) ?? 'absent').slice(0, 80);
}
