/**
 * @module The mark of a learner in an assignment: a pure function of the policy and the graded attempts with their times.
 *
 * What an accommodation gives can only help: the mark is the larger of those with it and without it.
 */
import type { Accommodation, Assignment } from '../../scenarios/schema/parse-assignment.ts';

const DAY_MS = 86_400_000;

/** A graded attempt as the policy sees it. */
export interface TimedAttempt {
  /** 1, 2, 3, ... as the submission says. */
  readonly attempt: number;
  /** Milliseconds since 1970; null where nobody stamped it. */
  readonly submittedMs: number | null;
  /** Null where there is none, which is not a mark of zero. */
  readonly mark: number | null;
  /** Why there is no mark; empty where there is one. */
  readonly reason: string;
}

/** What the learner has in the assignment. */
export interface Mark {
  /** Null where there is none. */
  readonly mark: number | null;
  /** The attempt that counted, or null. */
  readonly attempt: number | null;
  /** One sentence. */
  readonly why: string;
}

/**
 * @param policy    the assignment
 * @param learner   whose attempts
 * @param attempts  of this learner, in any order
 */
export function markOf(policy: Assignment, learner: string, attempts: readonly TimedAttempt[]): Mark {
  if (policy.practice) return none('This is practice: nothing is marked.');
  if (attempts.length === 0) return none('Nothing was handed in.');
  const plain = decide(policy, null, attempts);
  const given = policy.accommodations.find((each) => each.learner === learner);
  if (given === undefined) return plain;
  const helped = decide(policy, given, attempts);
  return (helped.mark ?? -1) >= (plain.mark ?? -1) ? helped : plain;
}

function decide(policy: Assignment, given: Accommodation | null, attempts: readonly TimedAttempt[]): Mark {
  const inOrder = [...attempts].sort((a, b) => a.attempt - b.attempt);
  const most = policy.attempts === null ? null : policy.attempts + (given?.extraAttempts ?? 0);
  const first = most === null ? inOrder : inOrder.filter(({ attempt }) => attempt <= most);
  const judged = first.map((attempt) => ({ attempt, ...judge(policy, given, attempt) }));
  const counting = judged.flatMap(({ attempt, mark, cost }) =>
    mark === null ? [] : [{ attempt: attempt.attempt, mark, cost }],
  );
  const chosen =
    policy.counts === 'last'
      ? counting.at(-1)
      : counting.reduce<(typeof counting)[number] | undefined>(
          (best, each) => (best === undefined || each.mark > best.mark ? each : best),
          undefined,
        );
  if (chosen === undefined) {
    if (judged.length === 0) return none(`Only attempts up to ${most} count, and none of those was handed in.`);
    const last = judged.at(-1)!;
    return none(`Attempt ${last.attempt.attempt} has no mark: ${last.cost}.`);
  }
  const of = counting.length === 1 ? 'the only one with a mark' : `the ${policy.counts} of ${counting.length}`;
  const over = inOrder.length - first.length;
  const beyond = over === 0 ? '' : ` ${over} more than the ${most} that count ${over === 1 ? 'was' : 'were'} left out.`;
  const extra = given === null ? '' : ' The accommodation is in it.';
  return {
    mark: chosen.mark,
    attempt: chosen.attempt,
    why: `Attempt ${chosen.attempt} counts, ${of}${chosen.cost === '' ? '' : `: ${chosen.cost}`}.${beyond}${extra}`,
  };
}

/** @returns what an attempt is worth, and what being late cost or why it is worth nothing */
function judge(
  { dueMs, late }: Assignment,
  given: Accommodation | null,
  { mark, reason, submittedMs }: TimedAttempt,
): { readonly mark: number | null; readonly cost: string } {
  if (mark === null) return { mark: null, cost: reason };
  if (dueMs === null) return { mark, cost: '' };
  if (submittedMs === null) return { mark: null, cost: 'nobody stamped when it was handed in, and it has a due date' };
  const lateMs = submittedMs - dueMs - (given?.extraMs ?? 0);
  if (lateMs <= (late?.graceMs ?? 0)) return { mark, cost: '' };
  if (late === null) return { mark: null, cost: `handed in ${spell(lateMs)} late, after which nothing counts` };
  if (late.cutoffMs !== null && lateMs > late.cutoffMs)
    return { mark: null, cost: `handed in ${spell(lateMs)} late, after the last day` };
  const days = Math.ceil(lateMs / DAY_MS);
  const left = Math.max(0, 1 - days * late.perDay);
  const per = Number((100 * late.perDay).toFixed(2));
  return { mark: mark * left, cost: `${spell(lateMs)} late, ${days} × ${per} % off ${Number(mark.toFixed(2))}` };
}

function spell(ms: number): string {
  if (ms >= DAY_MS) return `${Number((ms / DAY_MS).toFixed(1))} days`;
  return ms >= 3_600_000 ? `${Number((ms / 3_600_000).toFixed(1))} hours` : `${Math.ceil(ms / 60_000)} minutes`;
}

function none(why: string): Mark {
  return { mark: null, attempt: null, why };
}
