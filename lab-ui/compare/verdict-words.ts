/** @module The verdict on a comparison: what changed for the neighbours, whom it did not help, what it costs, how sure that is. */
import type { ComparedFigure, ComparedLatency, ComparedPair, ComparedParts } from '../replay/questions/compare.ts';
import { capitalised, countWord, formatMs, formatNumber, listWords } from '../text/format.ts';
import type { RunName } from './run-names.ts';
import { subjectOf } from './run-names.ts';

/** Quantiles that may speak, the one that tenants feel first. */
const LEADING = ['p99', 'p95', 'p90', 'p50'] as const;
const QUANTILE_WORDS = { mean: 'mean', p50: 'median', p90: 'p90', p95: 'p95', p99: 'p99', p999: 'p99.9' } as const;
/** A price that differs by less is the same price, USD per hour. */
const SAME_PRICE_USD = 0.005;
/** A change below this share is not worth a sentence of its own. */
const LITTLE = 0.1;
/** More names than this are counted. */
const NAMED_MAX = 4;

/** The verdict. */
export interface Verdict {
  /** What changed, for whom not, at which price. */
  readonly headline: string;
  /** How sure that is. */
  readonly detail: string;
}

/** What the verdict is made from. */
export interface VerdictFacts {
  readonly pair: ComparedPair;
  readonly a: RunName;
  readonly b: RunName;
  /** SLO of each tenant, milliseconds. */
  readonly sloMs: Readonly<Record<string, number>>;
}

/** @returns the highest quantile that has an interval, or null */
export function leadingQuantile({ latencyMs }: ComparedParts): keyof ComparedLatency | null {
  return LEADING.find((name) => latencyMs?.[name].low != null) ?? null;
}

/** @returns what a quantile is called in a sentence */
export function quantileWord(name: keyof ComparedLatency): string {
  return QUANTILE_WORDS[name];
}

/** @returns true when every request took the same time in both */
export function isIdentical({ neighbours, comparison }: ComparedPair): boolean {
  const { goodputPerSec, lost, commonArrivals } = comparison.totals;
  const isStill = neighbours.shift.every(({ a, b, low, high }) => a === b && !((low ?? 0) < 0) && !((high ?? 0) > 0));
  return commonArrivals && isStill && goodputPerSec.difference === 0 && lost.a === lost.b;
}

/** @param facts  the comparison, with the names of both runs */
export function verdict(facts: VerdictFacts): Verdict {
  const { pair } = facts;
  if (isIdentical(pair)) {
    const headline = 'Every request took the same time in A and in B.';
    return { headline: `${headline} ${costWords(pair)}`, detail: 'Nothing that differs between the runs was felt.' };
  }
  const sentences = [changeWords(facts), whomWords(facts), hurtWords(facts), costWords(pair)];
  return { headline: sentences.filter((each) => each !== '').join(' '), detail: detailWords(pair) };
}

function groupWords({ noisy }: ComparedPair): string {
  return noisy.length === 0 ? 'everybody’s' : 'the neighbours’';
}

function changeWords({ pair, a, b }: VerdictFacts): string {
  const { parts } = pair.neighbours;
  const name = leadingQuantile(parts);
  if (parts.latencyMs === null) return 'Nothing was answered in one of the runs.';
  if (name === null) {
    const { p99 } = parts.latencyMs;
    return `Too few requests to say: ${groupWords(pair)} p99 was ${fromTo(p99)}.`;
  }
  const figure = parts.latencyMs[name];
  const what = `${groupWords(pair)} ${quantileWord(name)}`;
  const way = direction(figure);
  if (way === 'none')
    return `No change of ${what} is shown at 95 %: ${inBoth(figure)}.${elsewhereWords(parts.latencyMs, name)}`;
  return `${subjectOf(b, a, 'B')} ${way === 'lower' ? 'lowered' : 'raised'} ${what} ${fromTo(figure)}.`;
}

/** A lower quantile that did change, where the leading one does not show it. */
function elsewhereWords(latency: ComparedLatency, leading: keyof ComparedLatency): string {
  const found = LEADING.slice(LEADING.indexOf(leading as (typeof LEADING)[number]) + 1).find((name) => {
    const { a, difference } = latency[name];
    return direction(latency[name]) !== 'none' && Math.abs(difference) >= LITTLE * a;
  });
  if (found === undefined) return '';
  return ` Their ${quantileWord(found)} ${direction(latency[found]) === 'lower' ? 'fell' : 'rose'} ${fromTo(latency[found])}.`;
}

/** @returns which way a figure went, as far as its interval shows it */
export function direction({ low, high }: ComparedFigure): 'lower' | 'higher' | 'none' {
  if (high !== null && high < 0) return 'lower';
  return low !== null && low > 0 ? 'higher' : 'none';
}

/** Of the tenants that were over their SLO in A: who is back under it, and who is not. */
function whomWords({ pair, sloMs }: VerdictFacts): string {
  const { ids } = pair.neighbours;
  const name = leadingQuantile(pair.neighbours.parts) ?? 'p99';
  const at = (id: string, side: 'a' | 'b'): number => pair.tenants[id]?.parts.latencyMs?.[name][side] ?? 0;
  const isOver = (id: string, side: 'a' | 'b'): boolean => at(id, side) > (sloMs[id] ?? Number.POSITIVE_INFINITY);
  const over = ids.filter((id) => isOver(id, 'a'));
  const stay = over.filter((id) => isOver(id, 'b'));
  const newly = ids.filter((id) => !isOver(id, 'a') && isOver(id, 'b'));
  const parts: string[] = [];
  if (over.length > 0) {
    const freed = over.length - stay.length;
    const all = `${countWord(over.length)} that were over their SLO`;
    if (stay.length === 0)
      parts.push(`${over.length === 1 ? 'The one that was over its SLO is' : `All ${all} are`} back under it.`);
    else if (freed === 0) parts.push(`None of the ${all} is back under it.`);
    else
      parts.push(
        `${capitalised(countWord(freed))} of ${all} ${freed === 1 ? 'is' : 'are'} back under it; ${named(stay)} ${stay.length === 1 ? 'is' : 'are'} not.`,
      );
  }
  if (newly.length > 0) parts.push(`${capitalised(named(newly))} ${newly.length === 1 ? 'is' : 'are'} over it now.`);
  return parts.join(' ');
}

/** Whom the change made slower, the noisy one included. */
function hurtWords({ pair }: VerdictFacts): string {
  const hurt = Object.entries(pair.tenants).filter(([, { parts }]) => {
    const name = leadingQuantile(parts);
    return name !== null && direction(parts.latencyMs![name]) === 'higher';
  });
  if (hurt.length === 0) return '';
  const [first] = hurt;
  if (hurt.length > 1) return `Slower in B: ${named(hurt.map(([id]) => id))}.`;
  const name = leadingQuantile(first![1].parts)!;
  return `${first![0]}’s ${quantileWord(name)} rose ${fromTo(first![1].parts.latencyMs![name])}.`;
}

function costWords({ costUsdPerHour: { a, b } }: ComparedPair): string {
  const more = b - a;
  if (Math.abs(more) < SAME_PRICE_USD) return 'It costs the same.';
  return `It costs ${Math.abs(more).toFixed(2)} USD per hour ${more > 0 ? 'more' : 'less'}.`;
}

function detailWords({ neighbours, comparison }: ComparedPair): string {
  const { parts } = neighbours;
  const name = leadingQuantile(parts);
  const how = comparison.method.paired ? 'the same requests in both' : 'two independent runs';
  if (name === null || parts.latencyMs === null)
    return `No quantile has an interval: too few separate bursts carry one.`;
  const { difference, low, high } = parts.latencyMs[name];
  const blocks = formatNumber(comparison.method.blockMs.b / 1000);
  const sure = `The ${quantileWord(name)} change is ${signedMs(difference)}, 95 % interval ${signedMs(low)} to ${signedMs(high)} (bootstrap over blocks of ${blocks} s, ${how}).`;
  const skipped = name === 'p99' ? '' : ' p99 rests on too few separate bursts for an interval.';
  return `${sure}${skipped}${name === 'p50' ? '' : ` ${medianWords(parts.latencyMs.p50)}`}`;
}

function medianWords(median: ComparedFigure): string {
  const way = direction(median);
  if (way === 'none') return 'No change of the median is shown.';
  return `The median is ${signedMs(Math.abs(median.difference)).replace('+', '')} ${way === 'higher' ? 'slower' : 'faster'}.`;
}

function fromTo({ a, b }: ComparedFigure): string {
  return `from ${formatMs(a * 1000)} to ${formatMs(b * 1000)}`;
}

function inBoth({ a, b }: ComparedFigure): string {
  return `${formatMs(a * 1000)} in A, ${formatMs(b * 1000)} in B`;
}

function named(ids: readonly string[]): string {
  return ids.length > NAMED_MAX ? countWord(ids.length) : listWords(ids);
}

/** @param ms  a difference, milliseconds: "+0.4 ms", "−890 ms" */
export function signedMs(ms: number | null): string {
  if (ms === null) return '–';
  return `${ms > 0 ? '+' : ''}${formatMs(ms * 1000)}`;
}
