/** @module Numbers as the lab writes them: three significant digits, the unit after a space, "–" for not yet. */

/** Stands for a value that does not exist yet; never 0 or blank. */
export const NOT_YET = '–';

const MINUS = '\u2212';
/** Thin, and it does not break. */
const THIN = '\u202f';

/** @returns three significant digits, thousands with a comma, a true minus */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return NOT_YET;
  const size = Math.abs(value);
  if (size === 0) return '0';
  const decimals = Math.max(0, 2 - Math.floor(Math.log10(size)));
  const rounded = size >= 100 ? grouped(Math.round(size)) : trimmed(size.toFixed(Math.min(decimals, 3)));
  return value < 0 && rounded !== '0' ? `${MINUS}${rounded}` : rounded;
}

function trimmed(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

function grouped(whole: number): string {
  return String(whole).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** @param count  a whole number; printed exactly */
export function formatCount(count: number): string {
  if (!Number.isFinite(count)) return NOT_YET;
  const whole = Math.round(Math.abs(count));
  return count < 0 && whole > 0 ? `${MINUS}${grouped(whole)}` : grouped(whole);
}

/** @param us  a latency, microseconds; seconds from 1,000 ms up */
export function formatMs(us: number): string {
  if (!Number.isFinite(us)) return NOT_YET;
  const ms = us / 1000;
  // 999.6 ms rounds to 1,000 ms, and that is written in seconds.
  if (Math.round(Math.abs(ms)) >= 1000) return formatSeconds(us);
  if (Math.abs(ms) >= 10) return `${formatCount(ms)} ms`;
  return `${formatNumber(Number(ms.toPrecision(2)))} ms`;
}

/** @param us  a latency that is compared with seconds, microseconds: "0.78 s" */
export function formatSeconds(us: number): string {
  if (!Number.isFinite(us)) return NOT_YET;
  const seconds = Math.abs(us) / 1e6;
  const text = seconds >= 100 ? formatCount(seconds) : seconds >= 10 ? seconds.toFixed(1) : seconds.toFixed(2);
  return `${us < 0 ? MINUS : ''}${text} s`;
}

/** @param perSec  requests per second */
export function formatRate(perSec: number): string {
  if (!Number.isFinite(perSec)) return NOT_YET;
  return `${Math.abs(perSec) < 10 && perSec % 1 !== 0 ? formatNumber(Number(perSec.toFixed(1))) : formatCount(perSec)}/s`;
}

/** @param microUsd  micro-dollars per hour */
export function formatUsdPerHour(microUsd: number): string {
  return `${usd(microUsd)} USD/h`;
}

/** @returns the same without its unit, for columns whose head names it */
export function usd(microUsd: number): string {
  if (!Number.isFinite(microUsd)) return NOT_YET;
  const dollars = Math.abs(microUsd) / 1e6;
  const text = dollars >= 1000 ? formatCount(dollars) : dollars.toFixed(2);
  return microUsd < 0 ? `${MINUS}${text}` : text;
}

/** @param us  a moment of the run, microseconds: "71.4 s" */
export function formatClock(us: number): string {
  if (!Number.isFinite(us)) return NOT_YET;
  // Floor: the clock must not show a tenth that has not been reached.
  return `${(Math.floor(us / 1e5) / 10).toFixed(1)} s`;
}

/** @param share  0..1; shares under 1 % keep one decimal */
export function formatShare(share: number): string {
  if (!Number.isFinite(share)) return NOT_YET;
  const percent = Math.abs(share) * 100;
  const text = percent > 0 && percent < 0.95 ? percent.toFixed(1) : String(Math.round(percent));
  return `${share < 0 && Number(text) > 0 ? MINUS : ''}${text}${THIN}%`;
}

/** @returns the same prose with every number tied to its unit, so that no line ends between them */
export function tied(prose: string): string {
  return prose.replace(/(\d) (?=(?:ms|s|%|USD\/h|req\/s)(?![\w/]))/g, '$1\u00a0');
}

const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

/** @returns "eleven" up to twelve, digits above */
export function countWord(count: number): string {
  return WORDS[count] ?? formatCount(count);
}

/** @returns the text with its first letter in upper case */
export function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** @returns "H", "H and I", "H, I and K" */
export function listWords(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

/** Digits of a figure that stands alone. */
const FIGURE_DIGITS = 4;
/** Beyond these sizes a figure is written as a power of ten. */
const PLAIN_FROM = 1e-3;
const PLAIN_TO = 1e7;
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** @returns a figure of unknown size with four significant digits: "0.5094", "1,204", "3.1 × 10⁻⁵" */
export function formatFigure(value: number): string {
  if (!Number.isFinite(value)) return NOT_YET;
  const size = Math.abs(value);
  const sign = value < 0 ? MINUS : '';
  if (size === 0) return '0';
  if (size < PLAIN_FROM || size >= PLAIN_TO) {
    const power = Math.floor(Math.log10(size));
    const raised = [...String(Math.abs(power))].map((digit) => SUPERSCRIPTS[Number(digit)]).join('');
    return `${sign}${trimmed((size / 10 ** power).toFixed(2))} × 10${power < 0 ? '⁻' : ''}${raised}`;
  }
  const decimals = Math.max(0, FIGURE_DIGITS - 1 - Math.floor(Math.log10(size)));
  const [whole = '', rest] = trimmed(size.toFixed(decimals)).split('.');
  return `${sign}${grouped(Number(whole))}${rest === undefined ? '' : `.${rest}`}`;
}
