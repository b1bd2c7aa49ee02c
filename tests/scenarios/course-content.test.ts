/**
 * The claim: every number of every lesson holds. What prose and answers claim is held against the runs that a reader has, every number
 * that depends on a run is read off one, and no other digit stands in the prose.
 */
import { describe, expect, it } from 'vitest';
import type { CheckKind } from '../../scenarios/schema/course/checks/check-kind.ts';
import type { Check } from '../../scenarios/schema/course/checks/index.ts';
import { CHECKS } from '../../scenarios/schema/course/checks/index.ts';
import type { Lesson } from '../../scenarios/schema/course/course-types.ts';
import { parseScenario } from '../../scenarios/schema/parse-scenario.ts';
import { prove } from '../../server/headless/prove.ts';
import { conduct, type Trial } from '../../sim-engine/index.ts';
import type { Block, Inline } from '../../sim-engine/protocol/course.ts';
import { COURSE, parsed } from './course-files.ts';

const SEEDS = process.env.TENANTLAB_LONG === '1' ? 100 : 3;
const { course } = parsed();
const lessons = [...course!.lessons.values()];
const trials = new Map<string, Map<number, Trial>>();

function trial({ id, experiment }: Lesson, at: number): Trial {
  const known = trials.get(id) ?? new Map<number, Trial>();
  trials.set(id, known);
  if (!known.has(at)) known.set(at, conduct(experiment, at));
  return known.get(at)!;
}

/** Digits that are names: percentiles as words of the trade, and shares that define them. */
const NAMES = /\bp(?:50|90|95|99)\b/g;

function inlines(blocks: readonly Block[]): Inline[] {
  const flat = (nodes: readonly Inline[]): Inline[] =>
    nodes.flatMap((node) => ('children' in node ? [node, ...flat(node.children)] : [node]));
  return blocks.flatMap((block) => {
    if (block.type === 'paragraph' || block.type === 'heading') return flat(block.children);
    if (block.type === 'list') return block.items.flatMap(inlines);
    return 'children' in block ? inlines(block.children) : [];
  });
}

describe.each(lessons.map((lesson) => [lesson.id, lesson] as const))('lesson %s', (_, lesson) => {
  const { experiment, claims, checks, blocks } = lesson;
  const settings = experiment.control.settings.map((_setting, at) => at);
  const atOf = (label: string): number => experiment.control.settings.findIndex((each) => each.label === label);

  it('measures every reading under every setting', () => {
    for (const at of settings)
      for (const [id, value] of Object.entries(trial(lesson, at).readings))
        expect(value, `${id} at ${at}`).not.toBeNull();
  });

  it('claims what the runs bear out', () => {
    for (const { text, line, reading, at, is, within } of claims) {
      const off = Math.abs(trial(lesson, at).readings[reading]! - is);
      expect(off, `line ${line}: "${text}" is off by ${off}`).toBeLessThanOrEqual(within);
      // A tolerance that lets anything pass is no claim.
      expect(within / is, `line ${line}: "${text}"`).toBeLessThanOrEqual(0.1);
    }
    expect(claims.length).toBeGreaterThan(0);
  });

  it('has no other number in its prose', () => {
    const prose = inlines(blocks).flatMap((node) => (node.type === 'text' ? [node.value] : []));
    const digits = prose.map((text) => text.replaceAll(NAMES, '')).filter((text) => /\d/.test(text));
    expect(digits).toEqual([]);
    expect(inlines(blocks).some(({ type }) => type === 'measured')).toBe(true);
  });

  it('is of a length that is read, and cites what it lists', () => {
    expect(lesson.words).toBeGreaterThanOrEqual(400);
    expect(lesson.words).toBeLessThanOrEqual(800);
    const cited = new Set(inlines(blocks).flatMap((node) => (node.type === 'cite' ? [node.source] : [])));
    expect([...cited].sort()).toEqual(lesson.sources.map((_source, at) => at + 1));
  });

  it('asks what its runs can answer', () => {
    for (const { id, holds, ...check } of checks) {
      if (holds?.is !== undefined) {
        const off = Math.abs(trial(lesson, atOf(holds.at!)).readings[holds.reading!]! - holds.is);
        expect(off, id).toBeLessThanOrEqual(holds.within!);
        if (check.kind === 'number') expect([holds.is, holds.within], id).toEqual([check.answer, check.within]);
      }
      if (holds?.largest !== undefined) {
        const values = holds.largest.map((reading) => trial(lesson, atOf(holds.at!)).readings[reading]!);
        expect(Math.max(...values.slice(1)), id).toBeLessThan(values[0]!);
      }
      const rising = holds?.rising?.map((label) => trial(lesson, atOf(label)).readings[holds.reading!]!);
      expect(
        [...(rising ?? [])].sort((a, b) => a - b),
        id,
      ).toEqual(rising ?? []);
      expect(new Set(rising).size).toBe(rising?.length ?? 0);
    }
  });

  it('says something to every answer, and never gives the right one away', () => {
    for (const check of checks) {
      const kind = CHECKS[check.kind] as CheckKind<never> as CheckKind<Check>;
      const shown = kind.show(check, { tenants: experiment.scenario.tenants });
      expect(JSON.stringify(shown)).not.toMatch(/"(?:answer|right|say|wrong|holds)"/);
      if (shown.kind !== 'choice' && shown.kind !== 'tenant') continue;
      const grades = shown.options.map((option) => kind.grade(check, option.id));
      expect(grades.filter((grade) => grade?.correct)).toHaveLength(1);
      expect(new Set(grades.map((grade) => grade?.feedback)).size).toBeGreaterThan(1);
      expect(kind.grade(check, 'no-such-option')).toBeNull();
    }
  });
});

describe('the worlds of the lessons', () => {
  const worlds = [...COURSE].filter(([name]) => name.startsWith('worlds/'));
  it.each(worlds)('%s can be solved and failed as it says', (_, text) => {
    const { scenario } = parseScenario(text);
    const report = prove({ scenario: scenario!, sha256: '', firstSeed: 1, seedCount: SEEDS });
    expect(report.proofs.flatMap(({ id, reasons }) => reasons.map((reason) => `${id}: ${reason}`))).toEqual([]);
  });
});
