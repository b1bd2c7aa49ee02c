/**
 * @module What an issue is told as: the line, the frame with carets under what is meant, and a repair that repairs. A file cannot
 * make a frame that is long, or that turns a terminal's text around.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tellIssues } from '../../scenarios/schema/code-frame.ts';
import { parseScenario } from '../../scenarios/schema/parse-scenario.ts';
import { edit, NOISY } from './support.ts';

const tell = (text: string) => tellIssues('lab.yaml', text, parseScenario(text).issues);

describe('a frame', () => {
  it('is the line before, the line, and carets under the word', () => {
    const [told] = tell(edit(NOISY, 'weight: 2', 'wieght: 2, weight: 2'));
    expect(told?.line).toBe(
      `lab.yaml:${told?.issue.line}:${told?.issue.column}: error unknown-key: found the unknown key wieght: did you mean weight?`,
    );
    const [before = '', line = '', carets = ''] = told?.frame ?? [];
    expect(before).toMatch(/^ {2}\d+ \| {3}- \{ id: /);
    expect(line).toMatch(/^> \d+ \| .*wieght: 2/);
    expect(carets.length).toBe(line.indexOf('wieght') + 'wieght'.length);
    expect(carets.endsWith(' ^^^^^^')).toBe(true);
  });

  it('marks a quantity with its unit, a quoted text whole, and one sign where there is no word', () => {
    const caretsOf = (from: string, to: string) =>
      tell(edit(NOISY, from, to))[0]
        ?.frame.at(-1)
        ?.replace(/[^^]/g, '').length;
    expect(caretsOf('duration: 120 s', 'duration: 120 MiB')).toBe('120 MiB'.length);
    expect(caretsOf('instances: 8', 'instances: "8"')).toBe('"8"'.length);
    expect(caretsOf('rights: { isolation: all', 'rights: { isolation: {}')).toBe(1);
  });

  it('of the first line has no line before it', () => expect(tell('hello')[0]?.frame[0]).toBe('> 1 | hello'));

  it('is short and shows nothing that moves the cursor or the reading direction, whatever the text', () => {
    const piece = fc.constantFrom(
      'a: ',
      '\t',
      '\u202e',
      '\u0007',
      '\r',
      '\u200b',
      'x'.repeat(300),
      '{',
      '"',
      '\n',
      '\ufeff',
      '1',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        for (const { frame, from, to } of tell(pieces.join(''))) {
          expect(frame.length).toBeLessThanOrEqual(3);
          for (const line of frame) {
            expect(line.length).toBeLessThanOrEqual(240);
            expect(line).toMatch(/^[\x20-\x7e\u25a1]*$/);
          }
          expect(from).toBeLessThanOrEqual(to);
          expect(to).toBeLessThanOrEqual(pieces.join('').length);
        }
      }),
      { numRuns: process.env.TENANTLAB_LONG === undefined ? 300 : 20_000 },
    );
  });
});

describe('a repair takes its issue away', () => {
  it.each([
    ['weight: 2', 'wieght: 2'],
    ['duration: 120 s', 'duration: 120 sec'],
    ['duration: 120 s', 'duration: 120sec'],
    ['duration: 120 s', 'duration: "120 sec"'],
    ['plan: team, rate: 26/s', 'plan: teem, rate: 26/s'],
    ['report: 2 }', 'reprot: 2 }'],
    ['kind: heavy-query', 'kind: heavy-qery'],
    ['isolation: shared', 'isolation: sharde'],
    ['metric: goodput', 'metric: gooodput'],
    ['do: set-limit', 'do: set-limits'],
    ['window: { from: 64 s, to: 84 s }', 'window: during flod'],
    ['scope: { tenant: G }', 'scope: { tier: app-server }'],
    ['rights: { isolation: all', 'rights: { isolation: [shared, cels]'],
  ])('%s, written %s', (right, wrong) => {
    const text = edit(NOISY, right, wrong);
    const told = tell(text);
    const found = told.find(({ repair }) => repair !== null);
    expect(found?.repair).toBeDefined();
    const { from, to, text: by } = found!.repair!;
    const after = tell(text.slice(0, from) + by + text.slice(to));
    expect(after.map(({ line }) => line)).not.toContain(found!.line);
  });
});
