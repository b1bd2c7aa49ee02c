/**
 * @module Hostile files are refused before they cost anything: the work is bounded by counts, so the tests count and do not time.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TEXT_BYTES_MAX } from '../../scenarios/schema/check-text.ts';
import type { Located } from '../../scenarios/schema/located.ts';
import { parseActions } from '../../scenarios/schema/parse-actions.ts';
import { parseScenario } from '../../scenarios/schema/parse-scenario.ts';
import { ISSUES_MAX } from '../../scenarios/schema/placed-issue.ts';
import { readYaml, STRING_MAX } from '../../scenarios/schema/read-yaml.ts';
import { DEPTH_MAX, NODES_MAX } from '../../scenarios/schema/yaml-guard.ts';
import { NOISY } from './support.ts';

const many = (piece: string): string => piece.repeat(Math.floor(TEXT_BYTES_MAX / piece.length));

/** Name, text, and a code that its issues hold. */
const CORPUS: readonly (readonly [name: string, text: string, code: string])[] = [
  ['wide flat map', Array.from({ length: 18_000 }, (_, at) => `k${at}: ${at}`).join('\n'), 'too-many-nodes'],
  ['wide flow map', `{${Array.from({ length: 18_000 }, (_, at) => `k${at}: ${at}`).join(', ')}}`, 'too-many-nodes'],
  ['wide list', `[${'a,'.repeat(120_000)}]`, 'too-many-nodes'],
  ['deep block lists', many('- '), 'too-deep'],
  ['deep flow lists', many('['), 'too-deep'],
  ['deep flow maps', many('{a: '), 'too-deep'],
  ['deep explicit keys', many('? '), 'too-deep'],
  ['deep empty keys', many(': '), 'too-deep'],
  ['stairs', Array.from({ length: 690 }, (_, at) => `${' '.repeat(at)}a:`).join('\n'), 'too-deep'],
  ['commas only', `[${many(',').slice(2)}`, 'too-many-nodes'],
  ['closing brackets only', many(']'), 'too-many-nodes'],
  ['quotes only', many('"'), 'too-many-nodes'],
  ['one huge text', `a: ${many('x ').slice(4)}`, 'text-too-long'],
  ['one huge quoted text', `a: "${many('\\n').slice(8)}"`, 'text-too-long'],
  ['blank lines', many('\n'), 'too-many-lines'],
  ['comments', many('# c\n'), 'too-many-lines'],
  ['spaces', many(' '), 'empty-file'],
  ['anchors', many('&a '), 'anchor'],
  ['tags', many('!a '), 'tag'],
  ['aliases', `a: [${'*a, '.repeat(60_000)}]`, 'alias'],
  [
    'billion laughs',
    `a: &a [x]\n${'bcdefghij'.replace(/./g, (key) => `${key}: &${key} [${`*${String.fromCharCode(key.charCodeAt(0) - 1)},`.repeat(9)}]\n`)}`,
    'anchor',
  ],
  ['merge bomb', `a: &a {x: 1}\n${'b: {<<: [*a, *a, *a]}\n'.repeat(5000)}`, 'anchor'],
  ['cycle', 'a: &a [*a]', 'anchor'],
  ['code tag', 'a: !!js/function "function () {}"', 'tag'],
  ['directive', '%YAML 1.1\n---\na: 1', 'directive'],
  ['documents', 'a: 1\n---\nb: 2', 'several-documents'],
  ['end mark', 'a: 1\n...\nb: 2', 'several-documents'],
  ['nothing', '', 'empty-file'],
  ['only a comment', '# nothing', 'empty-file'],
  ['a word', 'hello', 'wrong-type'],
  ['a list', '- 1', 'wrong-type'],
  ['NUL', 'a: \0', 'forbidden-character'],
  ['half a surrogate', 'a: \ud800', 'forbidden-character'],
  ['zero width space', 'a\u200b: 1', 'forbidden-character'],
  ['too large', 'x'.repeat(TEXT_BYTES_MAX + 1), 'file-too-large'],
  ['too large in bytes', '\u00e9'.repeat(TEXT_BYTES_MAX / 2 + 1), 'file-too-large'],
  ['map as key', '? {a: 1}\n: 2', 'bad-key'],
];

/** Counts what was built, and how deep. */
function measure(located: Located): { nodes: number; depth: number } {
  const children =
    located.kind === 'list'
      ? located.items
      : located.kind === 'map'
        ? [...located.entries.values()].map((entry) => entry.value)
        : [];
  const inner = children.map(measure);
  return {
    nodes: 1 + inner.reduce((sum, each) => sum + each.nodes, 0),
    depth: 1 + Math.max(0, ...inner.map((each) => each.depth)),
  };
}

/** No text whatever makes more work, or more answer, than this. */
function expectBounded(text: string): void {
  const { root, issues } = readYaml(text);
  if (root !== undefined) {
    const { nodes, depth } = measure(root);
    expect(nodes).toBeLessThanOrEqual(2 * NODES_MAX);
    expect(depth).toBeLessThanOrEqual(DEPTH_MAX + 1);
  }
  expect(issues.list().length).toBeLessThanOrEqual(ISSUES_MAX + 1);
  for (const each of [...parseScenario(text).issues, ...parseActions(text).issues]) {
    expect(each.line).toBeGreaterThanOrEqual(1);
    expect(each.column).toBeGreaterThanOrEqual(1);
    expect(each.message.length).toBeLessThan(2 * STRING_MAX);
    expect(each.code).toMatch(/^[a-z0-9-]+$/);
  }
}

describe('the corpus', () => {
  it.each(CORPUS)('%s', (_, text, code) => {
    expect(parseScenario(text).issues.map((each) => each.code)).toContain(code);
    expectBounded(text);
  });
});

describe('generated texts', () => {
  const runs = process.env.TENANTLAB_LONG === undefined ? 1_500 : 100_000;
  const piece = fc.constantFrom(
    'a',
    '1',
    ': ',
    '- ',
    '\n',
    '\n  ',
    '[',
    ']',
    '{',
    '}',
    ', ',
    '"',
    "'",
    '&a ',
    '*a ',
    '!!x ',
    '<<',
    '? ',
    '|\n',
    '>\n',
    '# ',
    '---\n',
    '\t',
    '__proto__',
    '%',
    '\u202e',
    '\\',
    '1e999',
    'null',
    '~',
    '@',
    '`',
  );

  it('made of YAML pieces never throw and stay within the limits', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => expectBounded(pieces.join(''))),
      { numRuns: runs },
    );
  });

  it('made by cutting and gluing the first scenario never throw and stay within the limits', () => {
    const at = fc.nat({ max: NOISY.length });
    fc.assert(
      fc.property(at, at, at, fc.array(piece, { maxLength: 4 }), (a, b, c, pieces) => {
        expectBounded(NOISY.slice(0, a) + pieces.join('') + NOISY.slice(Math.min(b, c), Math.max(b, c)));
      }),
      { numRuns: runs / 5 },
    );
  });

  it('of any JSON value never throw and stay within the limits', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => expectBounded(text)),
      { numRuns: runs / 3 },
    );
  });
});
