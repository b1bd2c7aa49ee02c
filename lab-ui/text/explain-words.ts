/** @module An explanation in words: one sentence for each difference, with its amount apart so that it can lead to its source. */
import type {
  BaselineChoice,
  Cause,
  CauseKind,
  Explanation,
  Fact,
  TimeSpan,
} from '../../sim-engine/explain/explanation.ts';
import type { Brush } from '../charts/chart.ts';
import { capitalised, formatCount, formatMs, formatNumber, formatRate, formatShare, listWords } from './format.ts';

const US_PER_MS = 1000;
/** Causes below this share of the difference are told together. */
const TOLD_SHARE = 0.01;
const TOLD_MAX = 6;
const SYSTEM = '_system';

/** A sentence about one cause. */
export interface CauseWords {
  readonly cause: Cause;
  /** Who did what: "G held the database's connections". */
  readonly what: string;
  /** "299 ms more". */
  readonly amount: string;
  /** "87 % of the difference; 0.4 ms before". */
  readonly rest: string;
}

const HELD: Readonly<Record<string, string>> = {
  connections: 'held the database’s connections',
  'database-cpu': 'used the database’s cores',
  'database-io': 'used the database’s disks',
  app: 'kept the app servers busy',
  cache: 'pushed keys out of the cache, whose work at the database had to be done again',
  'buffer-pool': 'pushed pages out of the database’s memory',
  locks: 'held locks at the database',
  partitions: 'spent the credit of a database partition',
  edge: 'waited for its own limit',
  links: 'paused between attempts',
};

const AT: Readonly<Record<string, string>> = {
  connections: 'the database’s connections',
  'database-cpu': 'the database’s cores',
  'database-io': 'the database’s disks',
  app: 'the app servers',
  cache: 'the cache',
  locks: 'open transactions at the database',
};

/** @returns what a resource is called */
export function resourceWords(resource: string): string {
  return AT[resource] ?? resource;
}

/** @returns "32 to 58 s" */
export function spanWords({ fromUs, toUs }: TimeSpan): string {
  return `${formatNumber(fromUs / 1e6)} to ${formatNumber(toUs / 1e6)} s`;
}

/** @returns "32 to 58 s, from 300 ms to 10.0 s" */
export function brushWords(brush: Brush): string {
  if (brush.latencyUs === undefined) return spanWords(brush);
  const { low, high } = brush.latencyUs;
  return `${spanWords(brush)}, ${low === 0 ? 'up' : `from ${formatMs(low)}`} to ${formatMs(high)}`;
}

/** @returns the whole answer in one sentence */
export function verdictWords(explanation: Explanation): string {
  const { verdict, region, regionMs, baselineMs, differenceMs, chance } = explanation;
  const who = region.tenant ?? 'everybody';
  const between =
    chance.of === 'mean'
      ? `calm stretches as long as this one lie between ${ms(chance.low)} and ${ms(chance.high)}`
      : `of calm stretches as long as this one ${formatShare(chance.low)} to ${formatShare(chance.high)} of requests are in this range, and here ${formatShare(chance.region)}`;
  const sure = `${between} (${formatShare(chance.confidence)} confidence)`;
  if (verdict === 'nothing') {
    const lost = lostFacts(explanation);
    if (lost.length === 0) return `Nothing unusual: requests of ${who} took ${ms(regionMs)} on average, and ${sure}.`;
    return `Requests of ${who} that were answered took no longer than by chance, but not all were: ${lost.map(factWords).join(' ')}`;
  }
  const times = baselineMs > 0 && regionMs > baselineMs ? `, ${formatNumber(regionMs / baselineMs)} times as long` : '';
  const more = differenceMs >= 0 ? 'more' : 'less';
  return `Requests of ${who} took ${ms(regionMs)} on average in place of ${ms(baselineMs)}: ${ms(Math.abs(differenceMs))} ${more}${times}. By chance it would not be so: ${sure}.`;
}

function lostFacts({ facts }: Explanation): Fact[] {
  return facts.filter(({ kind, region, baseline }) => LOST.includes(kind) && region > baseline);
}

const LOST: readonly Fact['kind'][] = ['rejected', 'timed-out', 'failed'];

/** @returns "Compared with 5 to 28 s, where the run was calm before: 1,257 requests." */
export function baselineWords({ baseline }: Explanation): string {
  const where: Readonly<Record<BaselineChoice['kind'], string>> = {
    before: ', calm time before',
    outside: ', calm time around it',
    span: '',
  };
  const spans = listWords(baseline.spans.map(spanWords));
  return `Compared with ${spans}${where[baseline.kind]}: ${formatCount(baseline.requests)} requests.`;
}

/** @returns a sentence for each cause that matters, the largest first, and what the others come to, milliseconds */
export function causeWords(explanation: Explanation): {
  readonly told: readonly CauseWords[];
  readonly otherMs: number;
} {
  const { causes, differenceMs } = explanation;
  const told = causes
    .filter(({ contributionMs }) => Math.abs(contributionMs) >= TOLD_SHARE * Math.abs(differenceMs))
    .slice(0, TOLD_MAX);
  const otherMs = told.reduce(
    (left, { contributionMs }) => left - contributionMs,
    differenceMs - explanation.remainderMs,
  );
  return { told: told.map((cause) => wordsOf(cause, explanation)), otherMs };
}

function wordsOf(cause: Cause, { differenceMs, region }: Explanation): CauseWords {
  const { contributionMs, baselineMs, lift, directMs } = cause;
  const amount = `${ms(Math.abs(contributionMs))} ${contributionMs >= 0 ? 'more' : 'less'}`;
  const passed = contributionMs - directMs;
  const through =
    cause.cause.kind === 'blame' && passed > 0.1 * Math.abs(contributionMs)
      ? `; ${ms(passed)} of it through others who waited for ${cause.cause.culprit === SYSTEM ? 'the system' : cause.cause.culprit} themselves`
      : '';
  const before =
    baselineMs < 0.05
      ? 'none before'
      : `${ms(baselineMs)} before${lift === null ? '' : `, ${formatNumber(lift)} times`}`;
  const share = formatShare(contributionMs / differenceMs);
  return {
    cause,
    what: whatWords(cause.cause, region.tenant),
    amount,
    rest: `${share} of the difference; ${before}${through}`,
  };
}

/** @returns who did what */
export function whatWords(cause: CauseKind, victim: string | null): string {
  if (cause.kind === 'work')
    return `${victim === null ? 'Own' : `${victim}’s own`} work at ${resourceWords(cause.resource)}`;
  if (cause.kind === 'pause') return `Time by design at ${resourceWords(cause.resource)}`;
  if (cause.culprit === SYSTEM) {
    if (cause.resource === 'links') return 'Pauses between attempts';
    if (cause.resource === 'move') return 'Writes were frozen by a move';
    return `Parts that were down, slow or moving, at ${resourceWords(cause.resource)}`;
  }
  const itself = cause.culprit === victim ? ' itself' : '';
  const who = cause.culprit === '_unnamed' ? 'Many small ones' : `${cause.culprit}${itself}`;
  return capitalised(`${who} ${HELD[cause.resource] ?? `held ${cause.resource}`}`);
}

/** @returns a sentence about something that changed beside the waiting */
export function factWords({ kind, tenant, region, baseline }: Fact): string {
  const rates = `${formatRate(region)} in place of ${formatRate(baseline)}`;
  const shares = `${formatShare(region)} in place of ${formatShare(baseline)}`;
  switch (kind) {
    case 'load':
      return tenant === null ? `The victims sent ${rates}.` : `${tenant} sent ${rates}.`;
    case 'retries':
      return `Attempts after the first, per request: ${formatNumber(region)} in place of ${formatNumber(baseline)}.`;
    case 'misses':
      return `Cache misses: ${shares}.`;
    case 'evicted':
      return `Keys that ${tenant ?? 'somebody'} had pushed out: ${shares} of look-ups.`;
    case 'rejected':
      return `Turned away: ${shares}.`;
    case 'timed-out':
      return `Timed out: ${shares}.`;
    case 'failed':
      return `Failed: ${shares}.`;
  }
}

/** @param value  milliseconds */
export function ms(value: number): string {
  return formatMs(value * US_PER_MS);
}
