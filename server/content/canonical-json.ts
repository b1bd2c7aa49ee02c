/** @module Canonical JSON: one text for one value, so that a hash of it names the value. */
import { createHash } from 'node:crypto';
import { AssertionFailure, assert } from '../../sim-engine/kernel/assert.ts';

/** Half of a surrogate pair without the other half. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Writes plain data as canonical JSON: keys in the order of their UTF-16 code units, no white space, numbers as ECMAScript
 * prints them; keys whose value is undefined are left out.
 *
 * @param value  null, booleans, finite numbers, well-formed strings, and arrays and plain objects of them
 * @throws AssertionFailure for anything else, a string with a lone surrogate included, as the RFC asks
 * @source RFC 8785, JSON Canonicalization Scheme, section 3.2
 */
export function canonicalJson(value: unknown): string {
  return write(value, wellFormed);
}

/**
 * @param text  any text; hashed as UTF-8
 * @returns lowercase hex, 64 digits
 */
export function sha256Hex(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/**
 * @param value  plain data; a lone surrogate counts as its escape here, so that whatever a file holds can be hashed and refused
 * @returns sha256 of its canonical JSON
 */
export function contentHash(value: unknown): string {
  return sha256Hex(write(value, JSON.stringify));
}

function wellFormed(text: string): string {
  assert(!LONE_SURROGATE.test(text), 'canonical JSON: a text holds half of a surrogate pair');
  // JSON.stringify escapes exactly what section 3.2.2.2 lists, in the same form.
  return JSON.stringify(text);
}

function write(value: unknown, text: (value: string) => string): string {
  if (typeof value === 'string') return text(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    assert(Number.isFinite(value), `canonical JSON: ${value} is no finite number`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((item) => write(item, text)).join(',')}]`;
  if (typeof value !== 'object') throw new AssertionFailure(`canonical JSON: a ${typeof value} is no data`);
  const members: string[] = [];
  // The default order of sort() is that of UTF-16 code units, which is what the RFC asks for.
  for (const key of Object.keys(value).sort()) {
    const member: unknown = (value as Record<string, unknown>)[key];
    if (member !== undefined) members.push(`${text(key)}:${write(member, text)}`);
  }
  return `{${members.join(',')}}`;
}
