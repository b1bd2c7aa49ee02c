/**
 * @module Checks on the raw text, before any parser sees it: size, lines, and characters that deceive a reader.
 *
 * They cost one pass over the text, so that a hostile file is answered before anything expensive begins.
 */
import type { IssueList } from './placed-issue.ts';
import { countLines } from './text-lines.ts';

/** Largest file; the largest scenario we can imagine, 500 tenants written one by one, has a quarter of it. */
export const TEXT_BYTES_MAX = 256 * 1024;
/** Most lines; a file of blank lines costs the lexer as much as one of text. */
export const TEXT_LINES_MAX = 20_000;

const BYTE_ORDER_MARK = 0xfe_ff;
const REPLACEMENT = 0xff_fd;

/**
 * @param text  any string
 * @returns its length in UTF-8; a lone surrogate counts as three bytes, as encoders write U+FFFD for it
 */
export function utf8Bytes(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x8_00) bytes += 2;
    else if (isHighSurrogate(unit) && isLowSurrogate(text.charCodeAt(i + 1))) {
      bytes += 4;
      i++;
    } else bytes += 3;
  }
  return bytes;
}

/**
 * @param text    the whole file, decoded
 * @param issues  receives `file-too-large`, `too-many-lines` (at 1:1) and `forbidden-character` (where it stands)
 * @returns false when the text must not be given to the parser
 */
export function checkText(text: string, issues: IssueList): boolean {
  const bytes = text.length > TEXT_BYTES_MAX ? text.length : utf8Bytes(text);
  if (bytes > TEXT_BYTES_MAX) {
    const message = `found at least ${bytes} bytes, expected at most ${TEXT_BYTES_MAX} (256 KiB): write tenants as groups with a count, or split the scenario`;
    issues.add(0, 'file-too-large', '', message);
    return false;
  }
  if (countLines(text, TEXT_LINES_MAX) > TEXT_LINES_MAX) {
    issues.add(0, 'too-many-lines', '', `found more than ${TEXT_LINES_MAX} lines: shorten the file`);
    return false;
  }
  const before = issues.size;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0x20 && unit < 0x7f) continue;
    if (isHighSurrogate(unit) && isLowSurrogate(text.charCodeAt(i + 1))) {
      i++;
      continue;
    }
    const what = nameOfForbidden(unit);
    if (what !== undefined) {
      const code = `U+${unit.toString(16).toUpperCase().padStart(4, '0')}`;
      issues.add(i, 'forbidden-character', '', `found ${what} (${code}), expected plain visible text: delete it`);
    }
  }
  return issues.size === before;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd8_00 && unit <= 0xdb_ff;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc_00 && unit <= 0xdf_ff;
}

/** Names what must not stand in a file; tab, line feed and carriage return may. */
function nameOfForbidden(unit: number): string | undefined {
  if (unit === 9 || unit === 10 || unit === 13) return undefined;
  if (unit < 0x20 || unit === 0x7f) return 'a control character';
  if (unit < 0x80) return undefined;
  if (unit <= 0x9f) return 'a control character';
  if (unit === BYTE_ORDER_MARK) return 'a byte order mark';
  if (unit === REPLACEMENT) return 'a replacement character, left where the file is not valid UTF-8';
  if (unit >= 0xd8_00 && unit <= 0xdf_ff) return 'half of a surrogate pair';
  if (unit === 0x61c || unit === 0x20_0e || unit === 0x20_0f) return 'an invisible direction mark';
  if (unit >= 0x20_2a && unit <= 0x20_2e) return 'a character that reverses the direction of text';
  if (unit >= 0x20_66 && unit <= 0x20_69) return 'a character that reverses the direction of text';
  if (unit === 0x20_28 || unit === 0x20_29) return 'an invisible line separator';
  if (unit === 0x20_0b || unit === 0x20_60 || unit === 0xad) return 'an invisible character';
  if (unit >= 0xff_f9 && unit <= 0xff_fb) return 'an invisible annotation character';
  if (unit >= 0xff_fe) return 'a code point that is no character';
  return undefined;
}
