/** @module Law words: each law with its closed form, what was measured and whether the one lies in the other's interval. */
import type { QuestionAnswer } from '../replay/replay-messages.ts';
import { formatClock, formatCount, formatFigure, formatMs, formatRate } from '../text/format.ts';
import type { LawName } from './truth-facts.ts';

type Laws = QuestionAnswer<'laws'>;

/** One law as the panel shows it. */
export interface LawLine {
  readonly name: string;
  /** With its numbers; empty where the law gives none here. */
  readonly formula: string;
  readonly closedForm: string;
  readonly measured: string;
  readonly state: 'inside' | 'equal' | 'outside' | 'none';
  /** Why it does not hold, or what else is to be known. */
  readonly note: string;
}

const TIER_NAMES: Readonly<Record<string, string>> = {
  app: 'app servers',
  database: 'connections',
  'database-cpu': 'database cores',
  'database-io': 'database IO',
  jobs: 'workers',
};

/** @returns from when to when the laws are about, and since what */
export function partWords({ fromUs, toUs, since, figures }: Laws): string {
  const from = since === '' ? 'since the start' : `since the last change (${since})`;
  const part = `From ${formatClock(fromUs)} to ${formatClock(toUs)}, ${from}`;
  return figures === null
    ? `${part}: too short yet, laws need 5 s without a change.`
    : `${part}; intervals 95 %, from ten pieces.`;
}

/** @returns the laws that the chart asks for, in its order */
export function lawLines(laws: Laws, wanted: readonly LawName[]): readonly LawLine[] {
  return wanted.flatMap((name) => {
    if (name === 'blast') return [blastLine(laws)];
    if (laws.figures === null) return [];
    return name === 'little' ? littleLines(laws.figures.little) : [utilisationLine(laws.figures.utilisation)];
  });
}

/** @returns true when the closed form lies in the interval of what was measured */
export function isInside(figure: { closedForm: number; measured: number; halfWidth: number }): boolean {
  return Math.abs(figure.closedForm - figure.measured) <= figure.halfWidth;
}

function littleLines(tiers: NonNullable<Laws['figures']>['little']): LawLine[] {
  return tiers.map((law) => {
    const inside = isInside(law);
    return {
      name: `Little’s law, ${TIER_NAMES[law.tier] ?? law.tier}`,
      formula: `L = λW = ${formatRate(law.ratePerSec)} × ${formatMs(law.meanUs)}`,
      closedForm: formatFigure(law.closedForm),
      measured: `${withHalf(law.measured, law.halfWidth)} present`,
      state: inside ? 'inside' : 'outside',
      note: inside
        ? ''
        : `not steady: ${formatCount(law.presentFrom)} there when the part began, ${formatCount(law.presentTo)} now; W knows only those who left`,
    };
  });
}

function utilisationLine(law: NonNullable<Laws['figures']>['utilisation']): LawLine {
  const name = 'Utilisation law, app servers';
  if (!law.holds)
    return { name, formula: '', closedForm: '', measured: '', state: 'none', note: `No closed form here: ${law.why}.` };
  return {
    name,
    formula: `λE[S]/c = ${formatRate(law.ratePerSec)} × ${formatFigure(law.meanWorkUs / 1000)} ms / ${formatCount(law.servers)}`,
    closedForm: formatFigure(100 * law.closedForm),
    measured: `${withHalf(100 * law.measured, 100 * law.halfWidth)} % busy`,
    state: isInside(law) ? 'inside' : 'outside',
    note: 'At the database no closed form holds: it depends on which requests miss the cache.',
  };
}

function blastLine({ blast }: Laws): LawLine {
  const percent = (share: number): string => `${formatFigure(100 * share)} %`;
  if (blast.kind === 'shards') {
    return {
      name: 'Shuffle sharding, the very same servers',
      formula: `1/C(${blast.servers},${blast.size})`,
      closedForm: `${percent(blast.closedForm)} of pairs`,
      measured: `${percent(blast.measured)} of ${formatCount(blast.pairs)} pairs`,
      state: 'none',
      note: 'One draw of tenants: their pairs are not independent, so no interval is given. The database is shared by all.',
    };
  }
  return {
    name: 'Blast radius, one database fails',
    formula: blast.count === 1 ? '1/1 database' : `1/${blast.count} databases`,
    closedForm: `${percent(blast.closedForm)} of tenants`,
    measured: `${percent(blast.mean)} on average, ${percent(blast.worst)} at worst`,
    state: Math.abs(blast.mean - blast.closedForm) < 1e-9 ? 'equal' : 'outside',
    note: 'Counted from the placement that stands now; nothing is random.',
  };
}

function withHalf(value: number, half: number): string {
  if (!(half > 0)) return formatFigure(value);
  const decimals = Math.min(6, Math.max(0, 1 - Math.floor(Math.log10(half))));
  return `${value.toFixed(decimals)} ± ${half.toFixed(decimals)}`;
}
