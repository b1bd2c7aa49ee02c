/** @module Truth words: the page's sentences, computed from what has been measured. */
import type { FigureBasis } from '../../sim-engine/oracle/oracle.ts';
import { capitalised, countWord, formatCount, listWords, NOT_YET } from '../text/format.ts';
import type { OracleState } from './oracle-bench.ts';
import { type FigureLine, farthest, type OracleLine } from './oracle-lines.ts';
import type { WarmUpCurve } from './oracle-messages.ts';

/** One interval in so many misses by chance. */
const CHANCE = 1000;

/** About how long the whole set takes; how many, the reader's machine decides. */
export const WHOLE_SET_TIME = 'a few minutes';

/** A sentence in two weights. */
export interface Headline {
  readonly strong: string;
  readonly rest: string;
}

interface Counted {
  readonly all: readonly (FigureLine & { readonly title: string })[];
  readonly held: number;
  of(kind: FigureBasis['kind']): { readonly all: number; readonly held: number };
}

function counted(lines: readonly OracleLine[]): Counted {
  const all = lines.flatMap(({ title, figures }) => figures.map((figure) => ({ ...figure, title })));
  const held = (figures: readonly FigureLine[]): number => figures.filter(({ basis }) => basis.held).length;
  return {
    all,
    held: held(all),
    of: (kind) => {
      const some = all.filter(({ basis }) => basis.kind === kind);
      return { all: some.length, held: held(some) };
    },
  };
}

/** @returns what the page says first */
export function headline({ status, oracles, reason }: OracleState, lines: readonly OracleLine[]): Headline {
  const run = lines.filter(({ figures }) => figures.length > 0);
  const missed = run.filter(({ state }) => state === 'misses');
  const total = oracles.length;
  if (status === 'failed') {
    return {
      strong: `The self-test stopped: ${reason}.`,
      rest: 'What was measured stays. Load this page again to go on.',
    };
  }
  if (run.length === 0) {
    return status === 'running'
      ? { strong: 'The first line is under way.', rest: 'Every line appears as soon as it has been measured.' }
      : {
          strong: 'Nothing has been measured in this browser yet.',
          rest: 'The models stand below; theory’s answers and the engine’s come when you run them.',
        };
  }
  const strong =
    missed.length > 0
      ? `${capitalised(countWord(missed.length))} of ${formatCount(run.length)} oracles ${missed.length === 1 ? 'misses' : 'miss'}: ${listWords(missed.map(({ id }) => id))}.`
      : run.length === total
        ? `${total === 1 ? 'The one oracle holds' : `All ${countWord(total)} oracles hold`}: the engine agrees with theory.`
        : `${formatCount(run.length)} of ${formatCount(total)} oracles run, and all of them hold.`;
  return { strong, rest: restOf(counted(run)) };
}

function restOf(count: Counted): string {
  const sampled = count.of('sampled');
  const parts: string[] = [];
  if (sampled.all > 0) {
    parts.push(
      `${formatCount(sampled.held)} of ${formatCount(sampled.all)} closed forms lie inside the engine’s 99.9 % intervals.`,
    );
  }
  const far = farthest(count.all);
  if (far?.off && Math.abs(far.off.mean) > 0) {
    parts.push(`The farthest is ${percentWords(far.off.mean)} off: ${far.name}, ${far.title}.`);
  } else parts.push('No figure is off at all.');
  if (sampled.all > 0) parts.push(chanceWords(sampled.all));
  const others = otherKinds(count);
  if (others !== '') parts.push(others);
  return parts.join(' ');
}

/** @returns how many misses chance alone would give */
export function chanceWords(sampled: number): string {
  const share = sampled / CHANCE;
  const most = share < 0.095 ? share.toPrecision(1) : share.toFixed(1);
  return `By chance alone one interval in ${formatCount(CHANCE)} misses: ${most} of these.`;
}

function otherKinds(count: Counted): string {
  const kinds = [
    [count.of('exact'), 'where nothing is random'],
    [count.of('approximation'), 'within the stated error of an approximation'],
    [count.of('bound'), 'under a limit'],
  ] as const;
  const words = kinds.flatMap(([{ all, held }, name]) =>
    all === 0 ? [] : [`${formatCount(held)} of ${formatCount(all)} ${name}`],
  );
  return words.length === 0 ? '' : `Besides hold ${listWords(words)}.`;
}

/** @returns "1.9 %", "0.002 %" */
export function percentWords(percent: number): string {
  const size = Math.abs(percent);
  if (!Number.isFinite(size)) return NOT_YET;
  const text = size >= 0.095 ? size.toFixed(1) : size >= 0.0005 ? size.toPrecision(1) : 'less than 0.001';
  return `${text} %`;
}

/** @returns how far the set has come */
export function progressWords({ status, oracles, reports, running }: OracleState): string {
  const now = oracles.filter(({ id }) => running.includes(id)).map(({ id, title }) => `${id}, ${title}`);
  const done = `${formatCount(reports.size)} of ${formatCount(oracles.length)} done`;
  if (status === 'running') return now.length > 0 ? `${done}. Now ${now.join('; ')}` : done;
  if (status === 'stopped') return `Stopped: ${done}`;
  return status === 'done' ? done : '';
}

/** @returns what one oracle found, in words */
export function lineSentence({ id, title, formula, state, figures, lead }: OracleLine): string {
  if (state === 'not-yet') return `${id}, ${title}: ${formula}. Not run yet.`;
  if (state === 'running') return `${id}, ${title}: ${formula}. Running.`;
  const held = figures.filter(({ basis }) => basis.held).length;
  const far = lead?.off ? ` ${lead.name} is ${percentWords(lead.off.mean)} off.` : '';
  return `${id}, ${title}: ${formula}. ${formatCount(held)} of ${formatCount(figures.length)} figures ${held === figures.length ? 'hold' : 'hold, so it misses'}.${far}`;
}

/** @returns the warm-up curve in words */
export function warmUpSentence(curve: WarmUpCurve | null): string {
  if (curve === null) return 'The wait of the first requests has not been measured yet.';
  const ms = (seconds: number): string => `${(1000 * seconds).toFixed(1)} ms`;
  const { meanWaitSec: means, leftOut, closedFormSec } = curve;
  const tenth = means[9] ?? Number.NaN;
  const began = `Over ${formatCount(curve.runs)} runs that start empty the 10th request waits ${ms(tenth)} on average; the closed form of the steady state is ${ms(closedFormSec)}.`;
  if (leftOut === null) return `${began} MSER-5 finds no steady state yet.`;
  const counted = means.slice(leftOut);
  const mean = counted.reduce((sum, wait) => sum + wait, 0) / counted.length;
  return `${began} MSER-5 leaves out the first ${formatCount(leftOut)}; those after it wait ${ms(mean)}.`;
}
