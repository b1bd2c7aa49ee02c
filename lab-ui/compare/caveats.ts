/** @module What to read before a comparison is believed: each caveat is computed, and only those that hold are said. */
import type { RunInputs } from '../../sim-engine/protocol/messages.ts';
import type { ComparedPair } from '../replay/questions/compare.ts';
import {
  countWord,
  formatClock,
  formatCount,
  formatNumber,
  formatRate,
  formatShare,
  listWords,
} from '../text/format.ts';
import { direction, leadingQuantile, signedMs } from './verdict-words.ts';
import type { CompareWindow } from './windows.ts';
import { partingUs, windowWords } from './windows.ts';

/** A change of goodput below this share of it is little. */
const LITTLE = 0.1;
/** Fairness above this looks good by itself. */
const FAIR = 0.9;

/** One caveat: a few words, then why. */
export interface Caveat {
  readonly title: string;
  readonly text: string;
}

/** What caveats are made from. */
export interface CaveatFacts {
  readonly pair: ComparedPair;
  readonly a: RunInputs;
  readonly b: RunInputs;
  readonly window: CompareWindow | null;
  /** True once both designs were run under more seeds. */
  readonly replicated: boolean;
}

/** @returns what holds, the gravest first */
export function caveats(facts: CaveatFacts): readonly Caveat[] {
  const all = [arrivals, parting, ends, lost, fairness, noisy, bursts, oneSeed, chance];
  return all.flatMap((each) => each(facts));
}

function arrivals({ pair: { comparison } }: CaveatFacts): Caveat[] {
  const { common, reason = '' } = comparison.arrivals;
  if (common === 'all') return [];
  if (common === 'some')
    return [{ title: 'Not every request is common.', text: `The same ones arrived in both, but ${reason}.` }];
  return [
    {
      title: 'Not the same requests.',
      text: `The arrivals are not common, because ${reason}: the runs are compared as independent ones, with wider intervals, and luck of the draw is part of every difference.`,
    },
  ];
}

/** What is common to both by making drowns what the change did. */
function parting({ a, b, window }: CaveatFacts): Caveat[] {
  const atUs = partingUs(a, b);
  if (atUs === null || (window !== null && window.fromUs >= atUs)) return [];
  const clock = formatClock(atUs);
  const text = `Every figure takes in what came before, which is the same in both. Choose requests from ${clock} to see what the change did.`;
  return [{ title: `One run until ${clock}.`, text }];
}

function ends({ a, b, window }: CaveatFacts): Caveat[] {
  if (a.simulatedUs === b.simulatedUs) return [];
  const [sooner, later] = a.simulatedUs < b.simulatedUs ? ['A', 'B'] : ['B', 'A'];
  const compared =
    window === null ? 'the whole of both is compared all the same' : `${windowWords(window)} is compared`;
  return [{ title: `${sooner} ended sooner.`, text: `${later} went on after it; ${compared}.` }];
}

function lost({ pair: { comparison } }: CaveatFacts): Caveat[] {
  const { a, b } = comparison.totals.lost;
  if (a === b) return [];
  const text = `A lost ${formatCount(a)} and B ${formatCount(b)}. Quantiles are of answered requests; the share answered in time and the goodput count the lost ones too.`;
  return [{ title: 'Lost requests have no latency.', text }];
}

function fairness({ pair: { comparison, neighbours } }: CaveatFacts): Caveat[] {
  const { jain } = comparison.totals;
  if (direction(jain) !== 'lower') return [];
  const { within } = neighbours;
  const shareA = within.a.ended === 0 ? 1 : within.a.inTime / within.a.ended;
  const before =
    jain.a > FAIR && shareA < FAIR
      ? `In A only ${formatShare(shareA)} were in time, but nearly alike for all, so Jain’s index was ${jain.a.toFixed(3)}. An index near 1 can mean fairly bad.`
      : `Jain’s index went from ${jain.a.toFixed(3)} to ${jain.b.toFixed(3)}: what was gained is not shared alike.`;
  return [{ title: 'Fairness fell.', text: before }];
}

function noisy({ pair }: CaveatFacts): Caveat[] {
  return pair.noisy.flatMap((id): Caveat[] => {
    const goodput = pair.tenants[id]?.parts.goodputPerSec;
    if (goodput === undefined || pair.noisy.length > 3) return [];
    const words = `Its goodput went from ${formatRate(goodput.a)} to ${formatRate(goodput.b)}`;
    const change = goodput.a === 0 ? 0 : goodput.difference / goodput.a;
    if (change < -LITTLE) return [{ title: `${id} paid for it.`, text: `${words}: look whether it was shut out.` }];
    if (Math.abs(change) <= LITTLE)
      return [{ title: `${id} paid little.`, text: `${words}: the noise itself is still there.` }];
    return [{ title: `${id} gained too.`, text: `${words}.` }];
  });
}

function bursts({ pair: { neighbours } }: CaveatFacts): Caveat[] {
  const name = leadingQuantile(neighbours.parts);
  const p99 = neighbours.parts.latencyMs?.p99;
  if (name === 'p99' || p99 === undefined) return [];
  const text = `The slowest 1 % came in a burst or two: p99 differs by ${signedMs(p99.difference)}, and one run cannot say how sure that is.`;
  return [{ title: 'p99 has no interval.', text }];
}

function oneSeed({ pair: { comparison }, replicated }: CaveatFacts): Caveat[] {
  if (replicated || comparison.a.seed !== comparison.b.seed) return [];
  return [
    {
      title: 'One seed.',
      text: 'Run more seeds to see whether this one was lucky: who shares a part with the noisy tenant, and when bursts meet, is drawn.',
    },
  ];
}

function chance({ pair: { comparison } }: CaveatFacts): Caveat[] {
  const count = Object.keys(comparison.tenants).length;
  if (count < 20) return [];
  const wrong = formatNumber(Math.round(count / 20));
  return [
    {
      title: 'Many intervals.',
      text: `Of ${countWord(count)} tenants with 95 % intervals about ${wrong} would show a difference by chance.`,
    },
  ];
}

/** @returns all of them as one text */
export function caveatWords(list: readonly Caveat[]): string {
  return list.length === 0
    ? 'Nothing speaks against it that this lab knows of.'
    : list.map(({ title, text }) => `${title} ${text}`).join(' ');
}

/** @returns "H and I" for tenants that only one run has, or null */
export function onlyInWords({ comparison: { onlyIn } }: ComparedPair): string | null {
  const parts = [
    onlyIn.a.length > 0 ? `Only A has ${listWords(onlyIn.a)}.` : '',
    onlyIn.b.length > 0 ? `Only B has ${listWords(onlyIn.b)}.` : '',
  ].filter((each) => each !== '');
  return parts.length === 0 ? null : `${parts.join(' ')} They are left out.`;
}
