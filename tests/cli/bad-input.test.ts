/** @module Unusable input and arguments: exit code 2, one clear message on stderr, and with `--json` one document on stdout. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandLine, NOISY_FILE, temporaryFolder } from './support.ts';

/** Arguments, and a word of the message. */
const UNUSABLE: readonly (readonly [args: readonly string[], word: string])[] = [
  [[], 'Usage'],
  [['runn', 'x'], 'Did you mean run'],
  [['run'], 'missing required argument'],
  [['run', 'noisy-neighbour', '--sed', '1'], 'Did you mean --seed'],
  [['run', 'noisy-neighbour', 'more'], 'too many arguments'],
  [['run', 'noisy-neighbor'], 'did you mean noisy-neighbour?'],
  [['run', 'no/such/file.yaml'], 'no such file'],
  [['run', '.'], 'folder'],
  [['run', 'noisy-neighbour', '--seed', '-1'], 'whole number'],
  [['run', 'noisy-neighbour', '--seed', '1.5'], 'whole number'],
  [['run', 'noisy-neighbour', '--seed', '9007199254740992'], 'whole number'],
  [['run', 'noisy-neighbour', '--isolation', 'sillo'], 'did you mean silo?'],
  [['run', 'noisy-neighbour', '--until', '90'], 'without a unit'],
  [['run', 'noisy-neighbour', '--until', '1h'], 'at most the scenario'],
  [['run', 'noisy-neighbour', '--until', '0s'], 'above zero'],
  [['run', 'noisy-neighbour', '--replications', '0'], 'whole number'],
  [['run', 'noisy-neighbour', '--replications', '2', '--out', 'x.json'], 'one run'],
  [['run', 'noisy-neighbour', '--warm-up', '5s'], 'add --replications'],
  [['run', 'noisy-neighbour', '--warm-up', '130s', '--replications', '2'], 'less than the end'],
  [['run', 'noisy-neighbour', '--warm-up', 'soon', '--replications', '2'], 'number and its unit'],
  [['run', 'noisy-neighbour', '--warm-up', 'mser5', '--replications', '2'], 'no steady state'],
  [['run', 'noisy-neighbour', '--precision', '2'], 'percentage'],
  [['run', 'noisy-neighbour', '--precision', '0%'], 'percentage'],
  [['run', 'noisy-neighbour', '--precision', '2%', '--out', 'x.json'], 'one run'],
  [['run', 'noisy-neighbour', '--until', '1s', '--out', 'no/such/folder/x.json'], 'cannot be written'],
  [['run', 'noisy-neighbour', '--actions', 'nothing.yaml'], 'no such file'],
  [['run', 'noisy-neighbour', '--trace-slowest', '3'], 'without --traces'],
  [['run', 'noisy-neighbour', '--traces', 'x.json', '--trace-format', 'jaeger'], 'Allowed choices'],
  [['run', 'noisy-neighbour', '--traces', 'x.json', '--trace-sample', '101'], 'whole number'],
  [['run', 'noisy-neighbour', '--traces', 'x.json', '--replications', '2'], 'one run'],
  [['interference'], 'missing required argument'],
  [['interference', 'noisy-neighbor'], 'did you mean noisy-neighbour?'],
  [['interference', 'noisy-neighbour', '--method', 'guess'], 'Allowed choices'],
  [['interference', 'noisy-neighbour', '--workers', '0'], 'whole number'],
  [['interference', 'noisy-neighbour', '--until', '1h'], 'at most the scenario'],
  [['interference', 'noisy-neighbour', '--until', '60s', '--resource', 'conections'], 'did you mean connections?'],
  [['interference', 'noisy-neighbour', '--method', 'counterfactual', '--resource', 'cache'], 'leave one of them out'],
  [['replay', 'nothing.json'], 'no such file'],
  [['replay', NOISY_FILE], 'no JSON'],
  [['compare', 'nothing.json', 'nothing.json'], 'no such file'],
  [['compare', 'nothing.json'], 'missing required argument'],
  [['compare', 'nothing.json', 'nothing.json', '--replications', '1'], 'whole number'],
  [['grade', 'nothing.json'], 'no such file'],
  [['grade', NOISY_FILE, '--format', 'xml'], 'Allowed choices'],
  [['grade', NOISY_FILE, '--content', 'nothing.yaml'], 'no such file'],
  [['grade', NOISY_FILE, '--key', 'nothing.key'], 'no such file'],
  [['regrade', NOISY_FILE], 'add --dry-run'],
  [['validate', 'nothing.yaml'], 'no such file'],
  [['proof', 'nothing-here'], 'neither a file nor in the library'],
  [['schema', 'scenarioo'], 'did you mean scenario?'],
  [['new', 'scenario', 'Not A Name'], 'lower-case letter'],
  [['new', 'scenario', '../escape'], 'lower-case letter'],
  [['new', 'scenario', 'constructor: 1'], 'lower-case letter'],
  [['new', 'course', 'x'], 'unknown command'],
  [['serve', '--port', '99999'], 'whole number'],
];

describe('unusable input', () => {
  it.each(UNUSABLE)('%j', async (args, word) => {
    const { code, out, err } = await commandLine(args, temporaryFolder());
    expect(err.replaceAll(/\s+/g, ' ')).toContain(word);
    expect(`${code} ${args[0] === 'grade' && code === 2 ? '' : out}`).toBe('2 ');
    expect(err).not.toContain('    at ');
  });

  it.each(UNUSABLE.slice(2))('%j --json', async (args) => {
    const { code, out } = await commandLine([...args, '--json'], temporaryFolder());
    expect(code).toBe(2);
    if (out !== '') expect(() => JSON.parse(out)).not.toThrow();
  });
});

describe('files of every bad kind', () => {
  it('are refused by run, validate, replay and grade alike', async () => {
    const folder = temporaryFolder();
    const files: Record<string, Uint8Array | string> = {
      'binary.yaml': new Uint8Array([0xff, 0xfe, 0, 1, 2, 3]),
      'huge.yaml': 'x'.repeat(300_000),
      'empty.json': '',
      'deep.json': `${'['.repeat(6_000)}${']'.repeat(6_000)}`,
      'list.json': '[]',
      'foreign.json': '{"format":"other"}',
      'proto.json': '{"__proto__":{"format":"tenantlab-run"}}',
    };
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    mkdirSync(join(folder, 'sub'));
    for (const name of [...Object.keys(files), 'sub']) {
      const file = join(folder, name);
      expect(`${name} ${(await commandLine(['run', file])).code}`).toBe(`${name} 2`);
      const replayed = await commandLine(['replay', file]);
      expect(`${name} ${replayed.code} ${replayed.out}`).toBe(`${name} 2 `);
      expect(replayed.err.trim().split('\n')).toHaveLength(1);
    }
    const graded = await commandLine(['grade', folder]);
    expect(graded.code).toBe(2);
    const { grades } = JSON.parse(graded.out) as { grades: { state: string; points?: number; reason: string }[] };
    expect(grades).toHaveLength(5);
    for (const grade of grades) {
      expect(grade).toMatchObject({ state: 'not-gradable', reason: expect.stringMatching(/\w/) });
      expect(grade.points).toBeUndefined();
    }
  });

  it('an actions file that breaks the rules of the scenario is refused, with every reason', async () => {
    const folder = temporaryFolder();
    const actions = join(folder, 'actions.yaml');
    const moves = Array.from({ length: 4 }, (_, at) => `- { at: ${at + 1} s, do: set-balancing, policy: round-robin }`);
    writeFileSync(
      actions,
      [...moves, '- { at: 6 s, do: clear-limit, tenant: Q }', '- { at: 130 s, do: stop-noise, noise: 0 }'].join('\n'),
    );
    const { code, err } = await commandLine(['run', 'noisy-neighbour', '--actions', actions]);
    expect(code).toBe(2);
    for (const word of ['no-moves-left', 'unknown-tenant', 'outside-duration']) expect(err).toContain(word);
    writeFileSync(actions, '- { at: 40, do: switch-isolatoin, isolation: fair }');
    expect((await commandLine(['run', 'noisy-neighbour', '--actions', actions])).err).toMatch(
      /actions\.yaml:1:17: error unknown-do: .*did you mean switch-isolation\?/,
    );
  });
});

describe('validate', () => {
  it('prints file:line:column: error CODE: message, and exits 1', async () => {
    const file = join(temporaryFolder(), 'broken.yaml');
    writeFileSync(
      file,
      readFileSync(NOISY_FILE, 'utf8').replace('duration: 120 s', 'duration: 120').replace('weight: 2', 'wieght: 2'),
    );
    const { code, out, err } = await commandLine(['validate', file, NOISY_FILE]);
    expect(`${code} ${err}`).toBe('1 ');
    expect(out).toContain(`${file}:5:11: error missing-unit: `);
    expect(out).toMatch(/:\d+:\d+: error unknown-key: .*did you mean weight\?/);
    expect(out).toContain(`${NOISY_FILE}: valid\n`);
    const json = await commandLine(['validate', file, '--json']);
    expect(json.code).toBe(1);
    expect(JSON.parse(json.out)).toMatchObject({ valid: false, files: [{ file, valid: false }] });
  });

  it('puts what is wrong with a file as a whole at its beginning', async () => {
    const folder = temporaryFolder();
    const files = { 'binary.yaml': new Uint8Array([0xff, 0xfe, 0]), 'huge.yaml': 'x'.repeat(300_000) };
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    expect(await commandLine(['validate', 'binary.yaml'], folder)).toEqual({
      code: 1,
      out: 'binary.yaml:1:1: error not-utf8: it is not UTF-8 text: save it as UTF-8\n',
      err: '',
    });
    expect((await commandLine(['validate', 'huge.yaml'], folder)).out).toMatch(
      /^huge\.yaml:1:1: error file-too-large: .*shorten/,
    );
  });

  it('exits 0 for the library', async () => {
    expect((await commandLine(['validate', NOISY_FILE, '--json'])).code).toBe(0);
  });
});
