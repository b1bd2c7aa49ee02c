/** Policies of assignments: best is never below last, nothing given ever costs, practice never counts, later is never better. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Assignment, parseAssignment } from '../../scenarios/schema/parse-assignment.ts';
import { markOf, type TimedAttempt } from '../../server/gradebook/assignment-mark.ts';
import { cases } from '../support/property-seed.ts';

const DAY = 86_400_000;
const DUE = Date.parse('2026-11-30T18:00:00Z');

const policies = fc.record({
  id: fc.constant('week'),
  title: fc.constant('Week'),
  scenarioId: fc.constant('noisy-neighbour'),
  attempts: fc.option(fc.integer({ min: 1, max: 4 })),
  counts: fc.constantFrom('best' as const, 'last' as const),
  dueMs: fc.option(fc.constant(DUE)),
  late: fc.option(
    fc.record({
      perDay: fc.double({ min: 0, max: 1, noNaN: true }),
      graceMs: fc.integer({ min: 0, max: DAY }),
      cutoffMs: fc.option(fc.integer({ min: 0, max: 5 * DAY })),
    }),
  ),
  practice: fc.constant(false),
  accommodations: fc.constant([]),
}) satisfies fc.Arbitrary<Assignment>;

const attempts = fc.uniqueArray(
  fc.record({
    attempt: fc.integer({ min: 1, max: 6 }),
    submittedMs: fc.option(fc.integer({ min: DUE - DAY, max: DUE + 8 * DAY })),
    mark: fc.option(fc.integer({ min: 0, max: 100 })),
    reason: fc.constant('the log diverges'),
  }),
  { selector: ({ attempt }) => attempt, maxLength: 5 },
) satisfies fc.Arbitrary<TimedAttempt[]>;

const worth = (policy: Assignment, of: readonly TimedAttempt[]) => markOf(policy, 'ann', of).mark ?? -1;

it('best is never below last, and each has a sentence', () => {
  fc.assert(
    fc.property(policies, attempts, (policy, of) => {
      expect(worth({ ...policy, counts: 'best' }, of)).toBeGreaterThanOrEqual(worth({ ...policy, counts: 'last' }, of));
      const { why, mark, attempt } = markOf(policy, 'ann', of);
      expect(why).toMatch(/^[A-Z].*\.$/);
      expect(mark === null).toBe(attempt === null);
      const own = of.find((each) => each.attempt === attempt);
      if (mark !== null) expect(mark).toBeLessThanOrEqual(own!.mark!);
    }),
    cases(300),
  );
});

it('an accommodation never lowers a mark, and is nobody else’s', () => {
  const given = fc.record({ extraMs: fc.integer({ min: 0, max: 9 * DAY }), extraAttempts: fc.nat({ max: 5 }) });
  fc.assert(
    fc.property(policies, attempts, given, (policy, of, extra) => {
      const withIt = { ...policy, accommodations: [{ learner: 'ann', ...extra }] };
      expect(worth(withIt, of)).toBeGreaterThanOrEqual(worth(policy, of));
      expect(markOf(withIt, 'bob', of)).toEqual(markOf(policy, 'bob', of));
    }),
    cases(300),
  );
});

it('practice never counts, no mark is never a zero, and to hand in later is never better', () => {
  fc.assert(
    fc.property(policies, attempts, fc.nat({ max: 3 * DAY }), (policy, of, wait) => {
      expect(markOf({ ...policy, practice: true }, 'ann', of).mark).toBeNull();
      const unmarked = of.map((each) => ({ ...each, mark: null }));
      expect(markOf(policy, 'ann', unmarked).mark).toBeNull();
      if (policy.counts === 'last') return;
      const later = of.map((each) => ({
        ...each,
        submittedMs: each.submittedMs === null ? null : each.submittedMs + wait,
      }));
      expect(worth(policy, later)).toBeLessThanOrEqual(worth(policy, of));
    }),
    cases(300),
  );
});

const FILE = `
id: week-3
title: Noisy neighbour
scenario: noisy-neighbour
attempts: 2
counts: best
due: "2026-11-30T18:00:00Z"
late: { perDay: 10 %, grace: 1 h, cutoff: 48 h }
accommodations:
  - { learner: ann, extraTime: 24 h }
`;

it('a file says what is meant: grace, days begun, the last day, and extra time', () => {
  const { assignment, issues } = parseAssignment(FILE);
  expect(issues).toEqual([]);
  const at = (hours: number, learner = 'bob') =>
    markOf(assignment!, learner, [{ attempt: 1, submittedMs: DUE + hours * 3_600_000, mark: 80, reason: '' }]).mark;
  expect([0, 1, 1.01, 24, 24.01, 48, 48.01].map((hours) => at(hours))).toEqual([80, 80, 72, 72, 64, 64, null]);
  expect([25, 49, 72.01].map((hours) => at(hours, 'ann'))).toEqual([80, 64, null]);
});

it('what is wrong with a file is said where it stands', () => {
  const found = (from: string, to: string) =>
    parseAssignment(FILE.replace(from, to)).issues.map(({ code, line }) => `${code} in line ${line}`);
  expect(found('counts: best', 'counts: mean')).toEqual(['unknown-count in line 6']);
  expect(found('due: "2026-11-30T18:00:00Z"', 'due: tomorrow')).toContain('bad-moment in line 7');
  expect(found('due: "2026-11-30T18:00:00Z"\n', '')).toEqual(['late-without-due in line 7']);
  expect(found('attempts: 2', 'tries: 2')).toEqual(['unknown-key in line 5']);
});
