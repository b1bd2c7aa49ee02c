/** @module Reading fields of an unknown value: every check names what was found, what was expected and where. */
import { type Issue, issue } from '../../sim-engine/kernel/result.ts';

/** Longest text quoted back in a message. */
const QUOTED_MAX = 60;

/** A plain object of unknown fields. */
export type Fields = Readonly<Record<string, unknown>>;

/** Reads one object's fields and collects every issue. */
export class FieldReader {
  readonly issues: Issue[] = [];

  /**
   * @param value  anything
   * @param path   where it stands, empty for the message itself
   * @param keys   the only keys it may have
   * @returns its fields, or undefined with an issue when it is no plain object
   */
  object(value: unknown, path: string, keys: readonly string[]): Fields | undefined {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || ArrayBuffer.isView(value)) {
      this.add('not-an-object', path, `found ${quote(value)}, expected an object`);
      return undefined;
    }
    for (const key of Object.keys(value)) {
      if (keys.includes(key)) continue;
      this.add('unknown-key', join(path, key.slice(0, QUOTED_MAX)), `expected only ${keys.join(', ')}: remove it`);
    }
    return value as Fields;
  }

  /** @returns text of 1..max characters without control characters, or empty with an issue */
  text(fields: Fields, key: string, path: string, charactersMax: number): string {
    const value = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (typeof value === 'string' && value.length > 0 && value.length <= charactersMax && isPlain(value)) return value;
    this.add('bad-text', join(path, key), `found ${quote(value)}, expected 1 to ${charactersMax} plain characters`);
    return '';
  }

  /** @returns a finite number of the range, or min with an issue */
  number(fields: Fields, key: string, path: string, range: { min: number; max: number; integer: boolean }): number {
    const value = Object.hasOwn(fields, key) ? fields[key] : undefined;
    const { min, max, integer } = range;
    const fits = typeof value === 'number' && value >= min && value <= max && (!integer || Number.isInteger(value));
    if (fits) return value;
    const kind = integer ? 'a whole number' : 'a number';
    this.add('bad-number', join(path, key), `found ${quote(value)}, expected ${kind} from ${min} to ${max}`);
    return min;
  }

  /** Adds an issue. */
  add(code: string, path: string, message: string): void {
    this.issues.push(issue(code, path, message));
  }
}

/** @returns the path of a key below a path */
export function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

/** @returns a short quotation of anything, safe to send back */
export function quote(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return JSON.stringify(value.slice(0, QUOTED_MAX));
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return String(value);
  return Array.isArray(value) ? 'a list' : `a value of type ${typeof value}`;
}

/** Whether a text holds no control, direction-changing or unpaired characters. */
export function isPlain(text: string): boolean {
  return !/[\p{Cc}\p{Cs}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u.test(text);
}
