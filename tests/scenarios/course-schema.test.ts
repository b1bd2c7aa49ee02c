/** @module Every rule of a course's files is told with its code, in its file, at its line and column; hostile lessons cost nothing. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FACTS } from '../../scenarios/schema/course/blocks/facts.ts';
import { DIRECTIVES } from '../../scenarios/schema/course/blocks/index.ts';
import { CHECKS as CHECK_KINDS } from '../../scenarios/schema/course/checks/index.ts';
import { CONTROLS } from '../../sim-engine/index.ts';
import { COURSE, issuesAfter, parsed } from './course-files.ts';
import { edit, placeOf } from './support.ts';

const OUTLINE = 'course.yaml';
const LESSON = 'lessons/what-tenants-share.md';
const EXPERIMENT = 'experiments/what-tenants-share.yaml';
const CHECKS = 'checks/what-tenants-share.yaml';
const FLOOD = 'experiments/who-holds-what-you-wait-for.yaml';
const ORDER = 'checks/what-isolation-costs.yaml';
const TENANT = 'checks/who-holds-what-you-wait-for.yaml';

/** What is replaced, by what, the code, and the word at whose beginning the issue stands; where none is named, at 1:1. */
type Case = [rule: string, file: string, from: string, to: string, code: string, at?: string];

const CASES: readonly Case[] = [
  ['unknown key', OUTLINE, 'title: Foundations', 'titel: Foundations', 'unknown-key', 'titel'],
  ['no skills', OUTLINE, 'id: queues, title', 'id: Queues, title', 'bad-id', 'Queues, title'],
  ['unknown kind of module', OUTLINE, 'kind: lesson', 'kind: lecture', 'unknown-kind', 'lecture'],
  ['an id twice', OUTLINE, 'id: building-blocks', 'id: foundations', 'duplicate-id', 'foundations\n    title: Core'],
  [
    'unknown scenario of a lab',
    OUTLINE,
    'scenario: noisy-neighbour',
    'scenario: noisy-neighbor',
    'unknown-scenario',
    'noisy-neighbor\n',
  ],
  ['minutes with a unit', OUTLINE, 'minutes: 12', 'minutes: 12 min', 'wrong-type', '12 min'],
  ['unknown world', EXPERIMENT, 'world: one-counter', 'world: one-conter', 'unknown-world', 'one-conter'],
  ['unknown control', EXPERIMENT, 'kind: tenant-rate', 'kind: tenant-rates', 'unknown-control', 'tenant-rates'],
  ['control without its tenant', EXPERIMENT, 'tenant: B, ', '', 'missing-key', '{ kind: tenant-rate'],
  ['control of an unknown tenant', EXPERIMENT, 'tenant: B, ', 'tenant: Q, ', 'unknown-tenant', 'Q, '],
  ['setting without unit', EXPERIMENT, '[10/s, 20/s', '[10/s, 20 s', 'bad-setting', '20 s'],
  ['a setting twice', EXPERIMENT, '[10/s, 20/s', '[10/s, 10/s', 'duplicate-setting', '10/s, 30/s'],
  ['start at no setting', EXPERIMENT, 'start: 10/s', 'start: 11/s', 'unknown-setting', '11/s'],
  ['unknown kind of reading', EXPERIMENT, 'kind: theory-mm1', 'kind: theory-mm2', 'unknown-kind', 'theory-mm2'],
  ['unknown metric', EXPERIMENT, 'metric: latency-mean', 'metric: latency-men', 'unknown-metric', 'latency-men'],
  [
    'metric over the wrong scope',
    EXPERIMENT,
    'scope: { tier: app }',
    'scope: { tenant: A }',
    'wrong-scope',
    '{ tenant: A } }\n  - { id: theory',
  ],
  ['unknown window', FLOOD, 'window: during reports', 'window: during lunch', 'unknown-window', 'during lunch'],
  [
    'unknown reading of a bet',
    FLOOD,
    '[by-a, by-b, by-c, by-g] }\nviews',
    '[by-a, by-x] }\nviews',
    'unknown-reading',
    'by-x',
  ],
  ['bet at no setting', FLOOD, 'at: 18/s', 'at: 19/s', 'unknown-setting', '19/s'],
  ['unknown skill', CHECKS, 'skill: queues', 'skill: ques', 'unknown-skill', 'ques'],
  ['unknown kind of check', CHECKS, 'kind: number', 'kind: numbers', 'unknown-kind', 'numbers'],
  ['right answer among the wrong', CHECKS, 'from: 46, to: 87', 'from: 46, to: 187', 'right-is-wrong', '{ from: 46'],
  ['two right options', CHECKS, 'id: limit, text', 'id: limit, right: true, text', 'one-right', '- { id: code'],
  ['claim of two forms', CHECKS, 'is: 100, within: 12 }', 'is: 100 }', 'bad-claim', '{ reading: mean-a'],
  [
    'claim of an unknown reading',
    CHECKS,
    'holds: { reading: mean-a',
    'holds: { reading: mean-x',
    'unknown-reading',
    '{ reading: mean-x',
  ],
  ['tenant without feedback', TENANT, 'tenant: B, text', 'tenant: A, text', 'missing-feedback', '- { tenant: A'],
  [
    'items in their right order',
    ORDER,
    'answer: [fair, cells, databases, stacks]',
    'answer: [stacks, fair, databases, cells]',
    'given-away',
    '- { id: stacks',
  ],
  ['an answer of other items', ORDER, 'answer: [fair, cells,', 'answer: [fair, fair,', 'not-the-items', '[fair, fair'],
  ['raw HTML', LESSON, '## One counter', '<script>alert(1)</script>', 'raw-html', '<script>'],
  ['HTML in a line', LESSON, '*tenant*', '<b>tenant</b>', 'raw-html', '<b>'],
  ['a picture', LESSON, '*tenant*', '![a](https://example.com/a.png)', 'unsupported', '![a]'],
  ['a title', LESSON, '## One counter', '# One counter', 'heading-depth', '# One counter'],
  ['unknown directive', LESSON, ':given{what=app-time', ':givn{what=app-time', 'unknown-directive', ':givn'],
  [
    'directive in another form',
    LESSON,
    '::check{id=next-tenth}',
    ':check{id=next-tenth}',
    'unknown-directive',
    ':check{id=next-tenth}',
  ],
  [
    'unknown attribute',
    LESSON,
    '{what=app-time of=read}',
    '{what=app-time off=read}',
    'unknown-attribute',
    ':given{what=app-time',
  ],
  ['missing attribute', LESSON, '{what=app-time of=read}', '{of=read}', 'missing-attribute', ':given{of=read'],
  ['unknown fact', LESSON, 'what=app-time', 'what=ap-time', 'unknown-fact', ':given{what=ap-time'],
  ['fact of nothing', LESSON, 'of=read}', 'of=reed}', 'unknown-operation', ':given{what=app-time of=reed'],
  ['unknown tenant', LESSON, ':tenant{id=A}', ':tenant{id=Q}', 'unknown-tenant', ':tenant{id=Q}'],
  ['claim at no setting', LESSON, 'of=busy at="10/s"', 'of=busy at="11/s"', 'unknown-setting', ':claim[50 %]'],
  ['claim without a number', LESSON, ':claim[50 %]', ':claim[half]', 'bad-number', ':claim[half]'],
  ['measured of nothing', LESSON, ':measured{of=busy', ':measured{of=bussy', 'unknown-reading', ':measured{of=bussy'],
  ['unknown source', LESSON, ':cite{id=kleinrock}', ':cite{id=kleinrok}', 'unknown-source', ':cite{id=kleinrok}'],
  ['unknown check', LESSON, '::check{id=next-tenth}', '::check{id=next}', 'unknown-check', '::check{id=next}'],
  ['a check that is not shown', LESSON, '::check{id=next-tenth}\n', '', 'not-shown'],
  [
    'no source',
    'lessons/what-isolation-costs.md',
    '::source[AWS Well-Architected, SaaS',
    ':source[AWS Well-Architected, SaaS',
    'unknown-directive',
    ':source[AWS Well-Architected, SaaS',
  ],
  ['reveal before the run', LESSON, '::experiment\n', '', 'reveal-first', ':::reveal'],
  [
    'a container closed too early',
    LESSON,
    '## Who A waits for',
    ':::note\na\n:::\n\n:::',
    'stray-colons',
    ":::\n\nA's requests",
  ],
  ['experiment twice', LESSON, '::experiment\n', '::experiment\n\n::experiment\n', 'twice', '::experiment\n\n:::'],
  ['address without TLS', LESSON, '*tenant*', '[tenant](http://example.com)', 'bad-link', '[tenant]'],
  ['address that is code', LESSON, '*tenant*', '[tenant](javascript:alert)', 'bad-link', '[tenant]'],
  [
    'link to no lesson',
    LESSON,
    '*tenant*',
    '[tenant](/course/multi-tenant-architecture/nothing)',
    'dead-link',
    '](/course',
  ],
  ['character that deceives', LESSON, '*tenant*', 'ten\u202eant', 'forbidden-character', '\u202e'],
];

describe('the files of a course', () => {
  it("have every word of theirs in the authors' page", () => {
    const page = readFileSync(new URL('../../scenarios/courses/README.md', import.meta.url), 'utf8');
    for (const { name, form } of DIRECTIVES)
      expect(page, name).toContain(`${{ text: ':', leaf: '::', container: ':::' }[form]}${name}`);
    for (const word of [...Object.keys(FACTS), ...Object.keys(CHECK_KINDS), ...CONTROLS.map(({ id }) => id)])
      expect(page).toContain(`\`${word}\``);
  });

  it('are a course as they are', () => {
    expect(parsed().issues).toEqual([]);
  });

  it.each(CASES.map((each) => ({ rule: each[0], each })))('$rule', ({ each: [, file, from, to, code, at] }) => {
    const place = at === undefined ? '1:1' : placeOf(edit(COURSE.get(file)!, from, to), at);
    expect(issuesAfter(file, from, to)).toContain(`${file}:${place} ${code}`);
  });

  it('are named when they are missing, or when nothing uses them', () => {
    const codes = (changed: Parameters<typeof parsed>[0]) =>
      parsed(changed).issues.map(({ file, code }) => `${file} ${code}`);
    expect(codes({ [CHECKS]: null })).toEqual([`${OUTLINE} file-missing`]);
    expect(codes({ 'lessons/more.md': 'More.' })).toEqual(['lessons/more.md unused-file']);
    expect(codes({ [OUTLINE]: null })).toEqual([`${OUTLINE} file-missing`]);
    expect(codes({ 'worlds/one-line.yaml': 'id: x' })).toContain('worlds/one-line.yaml missing-key');
  });

  it('say what was meant', () => {
    const [issue] = parsed({
      [LESSON]: edit(COURSE.get(LESSON)!, 'of=mean-a at="10/s" within', 'of=mena-a at="10/s" within'),
    }).issues;
    expect(issue?.message).toBe('found the reading mena-a: did you mean mean-a?');
  });

  const many = (piece: string): string => piece.repeat(Math.floor(19_900 / piece.length));
  it.each([
    ['brackets', many('[')],
    ['stars', many('*a **b ')],
    ['quotes', many('>')],
    ['lists', many('- ')],
    ['containers', Array.from({ length: 100 }, (_, at) => `${':'.repeat(3 + at)}a`).join('\n')],
    ['directives', many(':a[:b[')],
    ['ticks', many('`a``')],
    ['entities', many('&amp;')],
    ['too long', 'word '.repeat(5_000)],
  ])('refuse hostile %s before the parser sees them', (_, text) => {
    const { issues } = parsed({ [LESSON]: text });
    expect(issues.some(({ file, code }) => file === LESSON && /too-/.test(code))).toBe(true);
  });
});
