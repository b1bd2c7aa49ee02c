/**
 * @module The editor's questions survive every text: whatever is written, reading, completing and explaining answer, and what they
 * answer lies within the text. The work is bounded by the parser's own guard, so the tests count and do not time.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completionsAt } from '../../scenarios/authoring/completions.ts';
import { hoverAt } from '../../scenarios/authoring/hover.ts';
import { readText } from '../../scenarios/authoring/read-text.ts';
import { scaffoldScenario } from '../../scenarios/authoring/scaffold-scenario.ts';
import { SchemaWalk } from '../../scenarios/authoring/schema-walk.ts';
import { TEXT_BYTES_MAX } from '../../scenarios/schema/check-text.ts';
import { jsonSchemaOf } from '../../scenarios/schema/json-schema.ts';
import { ISSUES_MAX } from '../../scenarios/schema/placed-issue.ts';
import { cases } from '../support/property-seed.ts';

const walk = new SchemaWalk(jsonSchemaOf('scenario')!);
const SCAFFOLD = scaffoldScenario('example');

function expectAnswers(text: string, offset: number): void {
  const { told, tenants } = readText('x.yaml', text);
  expect(told.length).toBeLessThanOrEqual(ISSUES_MAX + 1);
  for (const { from, to } of told) expect(0 <= from && from <= to && to <= text.length).toBe(true);
  for (const { from } of tenants) expect(from).toBeLessThanOrEqual(text.length);
  const { from, to, options } = completionsAt(walk, text, offset);
  expect(from <= to && to <= text.length).toBe(true);
  expect(options.length).toBeLessThan(700);
  const hover = hoverAt(walk, text, offset);
  if (hover !== null) expect(hover.from <= offset && hover.to <= text.length).toBe(true);
}

const many = (piece: string): string => piece.repeat(Math.floor((TEXT_BYTES_MAX - 40) / piece.length));

describe('hostile texts', () => {
  it.each([
    ['deep lists', many('- ')],
    ['deep maps', many('{a: ')],
    ['quotes', many('"')],
    ['aliases', `a: [${'*a, '.repeat(60_000)}]`],
    ['anchors and merges', `a: &a {x: 1}\n${'b: {<<: [*a, *a]}\n'.repeat(5000)}`],
    ['a prototype', '__proto__: { tenants: 1 }\nconstructor: { prototype: 2 }\ntenants:\n  - { __proto__: {id: A} }'],
    ['a wide map', Array.from({ length: 18_000 }, (_, at) => `k${at}: ${at}`).join('\n')],
    ['a group without end', SCAFFOLD.replace('count: 10', 'count: 99999999999')],
    ['the cursor’s own mark', SCAFFOLD.replace('Alpha', 'qzcursorqz')],
    ['too large', many('a') + many('a')],
  ])('%s', (_, text) => {
    for (const offset of [1, text.length]) expectAnswers(text, offset);
  });
});

it('a scaffold with anything done to it anywhere', () => {
  const junk = fc.oneof(
    fc.constantFrom(
      ': ',
      '- ',
      '\n',
      '{',
      '}',
      '[',
      ']',
      '"',
      "'",
      '#',
      '|',
      '>',
      '&a',
      '*a',
      '!t',
      '? ',
      '%',
      '\t',
      '...',
      '---',
      ',',
    ),
    fc.string({ maxLength: 12 }),
  );
  const edit = fc.record({ at: fc.nat(SCAFFOLD.length), cut: fc.nat(40), put: junk });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), fc.nat(SCAFFOLD.length), (edits, offset) => {
      let text = SCAFFOLD;
      for (const { at, cut, put } of edits) text = text.slice(0, at) + put + text.slice(at + cut);
      expectAnswers(text, Math.min(offset, text.length));
    }),
    cases(process.env.TENANTLAB_LONG === undefined ? 60 : 20_000),
  );
});
