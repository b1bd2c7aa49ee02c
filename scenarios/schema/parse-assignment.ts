/** @module From the text of an assignment file to its policy, or to everything that is wrong with it. */
import { assignmentSchema, type WrittenAssignment } from './assignment-schema.ts';
import { find, toPlain } from './located.ts';
import type { PlacedIssue } from './placed-issue.ts';
import { readYaml } from './read-yaml.ts';
import { readBySchema } from './schema-issues.ts';

/** What one learner is given beyond the others. */
export interface Accommodation {
  readonly learner: string;
  readonly extraMs: number;
  readonly extraAttempts: number;
}

/** What being late costs. */
export interface LateRule {
  /** Part of the mark, 0..1, for each day begun. */
  readonly perDay: number;
  readonly graceMs: number;
  /** Null: never too late. */
  readonly cutoffMs: number | null;
}

/** An assignment as data. */
export interface Assignment {
  readonly id: string;
  readonly title: string;
  readonly scenarioId: string;
  /** How many attempts count, the first ones; null for all. */
  readonly attempts: number | null;
  readonly counts: 'best' | 'last';
  /** Milliseconds since 1970; null: never. */
  readonly dueMs: number | null;
  /** Null: after the due date nothing counts. */
  readonly late: LateRule | null;
  /** True: there are no marks at all. */
  readonly practice: boolean;
  readonly accommodations: readonly Accommodation[];
}

/** An assignment exactly when there are no issues. */
export interface ParsedAssignment {
  readonly assignment?: Assignment;
  readonly issues: readonly PlacedIssue[];
}

/** @param text  the whole file, decoded from UTF-8 */
export function parseAssignment(text: string): ParsedAssignment {
  const { root, issues } = readYaml(text);
  if (root === undefined) return { issues: issues.list() };
  const written = readBySchema(assignmentSchema, root, [], toPlain(root), issues);
  if (written === undefined) return { issues: issues.list() };
  if (written.late !== undefined && written.due === undefined) {
    const message = 'found a rule for being late and no due date: add `due`, or leave `late` out';
    issues.add(find(root, ['late']).offset, 'late-without-due', 'late', message);
  }
  const seen = new Set<string>();
  written.accommodations?.forEach(({ learner }, index) => {
    if (seen.has(learner)) {
      const path = ['accommodations', index];
      const message = `found ${learner} a second time: put what they are given into one entry`;
      issues.add(find(root, path).offset, 'duplicate-id', `accommodations.${index}`, message);
    }
    seen.add(learner);
  });
  return issues.size > 0 ? { issues: issues.list() } : { assignment: compile(written), issues: [] };
}

function compile(written: WrittenAssignment): Assignment {
  const { late } = written;
  return {
    id: written.id,
    title: written.title,
    scenarioId: written.scenario,
    attempts: written.attempts ?? null,
    counts: written.counts === 'last' ? 'last' : 'best',
    dueMs: written.due ?? null,
    late:
      late === undefined
        ? null
        : {
            perDay: late.perDay / 100,
            graceMs: (late.grace ?? 0) / 1_000,
            cutoffMs: late.cutoff === undefined ? null : late.cutoff / 1_000,
          },
    practice: written.practice === true,
    accommodations: (written.accommodations ?? []).map(({ learner, extraTime = 0, extraAttempts = 0 }) => ({
      learner,
      extraMs: extraTime / 1_000,
      extraAttempts,
    })),
  };
}
