/** @module What the author is told of a draft: what keeps it from being published, and which of the claims of its proofs hold. */
import type { Proof, Scenario } from '../../sim-engine/model/scenario.ts';
import type { StateName } from '../marks/state-glyph.ts';
import type { DifficultyState } from './difficulty-bench.ts';
import type { ScoredSeed } from './lab-messages.ts';
import type { TextReading } from './text-messages.ts';

/** Fewer seeds prove nothing to speak of. */
export const SEEDS_MIN = 10;

/** How one solution fared. */
export interface SolutionVerdict {
  readonly proof: Proof;
  readonly scores: readonly ScoredSeed[];
  readonly passes: number;
  readonly outside: number;
  /** First action that was refused, or null. */
  readonly refused: string | null;
  readonly state: StateName;
  /** "in its band", "passes on 31 of 100". */
  readonly words: string;
}

/** @returns how each solution fared; nothing is said of scores of another text */
export function solutionVerdicts(scenario: Scenario, difficulty: DifficultyState): readonly SolutionVerdict[] {
  const isOfThis = difficulty.scenario === scenario;
  return scenario.proofs.map((proof, at) => verdictOf(scenario, proof, isOfThis ? (difficulty.scores[at] ?? []) : []));
}

function verdictOf({ passPoints }: Scenario, proof: Proof, scores: readonly ScoredSeed[]): SolutionVerdict {
  const passes = scores.filter(({ points }) => points >= passPoints).length;
  const outside = scores.filter(({ points }) => points < proof.pointsMin || points > proof.pointsMax).length;
  const refused = scores.find((score) => score.refused !== null)?.refused ?? null;
  const of = { proof, scores, passes, outside, refused };
  const total = scores.length;
  if (total === 0) return { ...of, state: 'not-yet', words: 'not tried' };
  if (refused !== null) return { ...of, state: 'over', words: `an action was refused: ${refused}` };
  if (proof.role === 'reference' && passes < total)
    return { ...of, state: 'over', words: `fails on ${total - passes} of ${total}` };
  if (proof.role !== 'reference' && passes > 0)
    return { ...of, state: 'over', words: `passes on ${passes} of ${total}` };
  if (outside > 0) return { ...of, state: 'over', words: `${outside} of ${total} outside its band` };
  return { ...of, state: 'fine', words: 'in its band' };
}

/** One claim that has to hold, and how it stands. */
export interface Claim {
  readonly title: string;
  readonly state: StateName;
  readonly words: string;
}

/** @param valid  the newest text that was a scenario, when the text is one now */
export function claims(reading: TextReading | null, verdicts: readonly SolutionVerdict[]): readonly Claim[] {
  const errors = reading?.told.length ?? 0;
  const claim = (
    title: string,
    fits: (verdict: SolutionVerdict) => boolean,
    holds: (verdict: SolutionVerdict) => boolean,
  ): Claim => {
    const own = verdicts.filter(fits);
    const tried = own.filter(({ scores }) => scores.length > 0);
    const wrong = tried.find((verdict) => !holds(verdict));
    if (wrong !== undefined) return { title, state: 'over', words: `${wrong.proof.title}: ${wrong.words}` };
    if (own.length === 0 || tried.length < own.length) return { title, state: 'not-yet', words: 'not tried' };
    return { title, state: 'fine', words: 'holds' };
  };
  const validity: Claim = {
    title: 'The file is valid',
    state: reading === null ? 'not-yet' : errors > 0 ? 'over' : 'fine',
    words: reading === null ? 'being read' : errors > 0 ? counted(errors, 'error') : 'holds',
  };
  const passesNever = ({ passes }: SolutionVerdict): boolean => passes === 0;
  const all = [
    validity,
    claim(
      'The reference passes',
      ({ proof }) => proof.role === 'reference',
      ({ passes, scores }) => passes === scores.length,
    ),
    claim('Doing nothing fails', ({ proof }) => proof.role === 'nothing', passesNever),
    claim('Naive solutions fail', ({ proof }) => proof.role === 'naive', passesNever),
    claim('Wrong fixes fail', ({ proof }) => proof.role === 'wrong-fix', passesNever),
    claim(
      'Scores in their bands',
      () => true,
      ({ outside, refused }) => outside === 0 && refused === null,
    ),
  ];
  const hasWrongFixes = verdicts.some(({ proof }) => proof.role === 'wrong-fix');
  return all.filter(({ title }) => title !== 'Wrong fixes fail' || hasWrongFixes);
}

/** One thing that keeps a draft from being published. */
export interface Reason {
  readonly words: string;
  /** A sentence about it. */
  readonly sentence: string;
}

/**
 * @param reading     of the text as it stands
 * @param verdicts    of its solutions
 * @param difficulty  how far they were tried
 */
export function reasonsAgainst(
  reading: TextReading | null,
  verdicts: readonly SolutionVerdict[],
  difficulty: DifficultyState,
): readonly Reason[] {
  if (reading === null) return [{ words: 'being read', sentence: 'The file is being read.' }];
  const first = reading.told[0];
  if (first !== undefined) {
    const count = reading.told.length;
    const more = count === 1 ? '' : `, and ${counted(count - 1, 'other error')}`;
    const sentence = `Line ${first.issue.line}: ${first.issue.message}${more}.`.replace(/([.?])\.$/, '$1');
    return [{ words: counted(count, 'error'), sentence }];
  }
  const wrong = verdicts.filter(({ state }) => state === 'over');
  if (wrong.length > 0)
    return wrong.map(({ proof, words }) => ({
      words: `${proof.title} ${words}`,
      sentence: `“${proof.title}” ${words}.`,
    }));
  const tried = Math.min(...verdicts.map(({ scores }) => scores.length));
  if (tried >= SEEDS_MIN && difficulty.status !== 'running') return [];
  const sentence =
    difficulty.status === 'running'
      ? 'The solutions are being tried.'
      : tried === 0
        ? 'The solutions have not been tried on this text.'
        : `The solutions were tried on ${counted(tried, 'seed')}, and ${SEEDS_MIN} are needed.`;
  return [{ words: 'solutions not tried', sentence }];
}

/** @returns "1 error", "3 errors" */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
