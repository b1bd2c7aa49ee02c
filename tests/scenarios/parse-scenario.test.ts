/** @module Every rule of the scenario file is told with its code, at its line and column, and all of them at once. */
import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../scenarios/schema/parse-scenario.ts';
import { edit, issuesOf, NOISY, placeOf } from './support.ts';

/** A broken file: what is replaced, by what, the code, and the word at whose beginning the issue stands. */
type Case = readonly [rule: string, from: string, to: string, code: string, at: string];

const CASES: readonly Case[] = [
  ['unknown key', 'title: Noisy', 'titel: Noisy', 'unknown-key', 'titel'],
  ['unknown key in a list', 'weight: 2', 'wieght: 2, weight: 2', 'unknown-key', 'wieght'],
  ['unknown key in a system part', 'chunkIo: 16', 'chunkIo: 16, chunk: 3', 'unknown-key', 'chunk: 3'],
  ['unknown parameter', 'law: lognormal, cv: 0.5', 'law: lognormal, cvv: 0.5', 'unknown-key', 'cvv'],
  ['duration without unit', 'duration: 120 s', 'duration: 120', 'missing-unit', '120'],
  ['wrong unit', 'duration: 120 s', 'duration: 120 MiB', 'wrong-unit', '120 MiB'],
  ['no number', 'duration: 120 s', 'duration: soon', 'bad-number', 'soon'],
  ['fraction of a microsecond', 'latency: 500 us', 'latency: 0.5 us', 'bad-number', '0.5 us'],
  ['negative time', 'duration: 120 s', 'duration: -120 s', 'bad-number', '-120 s'],
  ['too long a run', 'duration: 120 s', 'duration: 1000 h', 'out-of-range', '1000 h'],
  ['no value', 'duration: 120 s', 'duration:', 'empty-value', 'duration:'],
  ['impossible number', 'weight: 3', 'weight: -3', 'out-of-range', '-3'],
  ['fraction of a server', 'instances: 8', 'instances: 8.5', 'bad-number', '8.5'],
  ['number as text', 'instances: 8', 'instances: "8"', 'wrong-type', '"8"'],
  ['text as number', 'title: Noisy neighbour', 'title: 12', 'wrong-type', '12'],
  ['list as text', 'title: Noisy neighbour', 'title: [a]', 'wrong-type', '[a]'],
  ['bad id', 'id: noisy-neighbour', 'id: Noisy Neighbour', 'bad-id', 'Noisy Neighbour'],
  ['bad tenant id', 'id: A, name', 'id: 7, name', 'bad-id', '7, name'],
  ['prototype as tenant id', 'id: A, name', 'id: __proto__, name', 'bad-id', '__proto__, name'],
  ['unknown plan', 'plan: team, rate: 26/s', 'plan: teem, rate: 26/s', 'unknown-plan', 'teem'],
  ['unknown operation', 'report: 2 }', 'reprot: 2 }', 'unknown-operation', 'reprot: 2 }'],
  ['unknown tenant in the timeline', 'tenant: G, noise', 'tenant: Q, noise', 'unknown-tenant', 'Q, noise'],
  ['unknown tenant in a scope', '{ tenant: G }', '{ tenant: Q }', 'unknown-tenant', 'Q }'],
  ['unknown tenant in an action', 'tenant: G, limit: 60/s', 'tenant: Q, limit: 60/s', 'unknown-tenant', 'Q, limit'],
  ['unknown noise', 'kind: heavy-query', 'kind: heavy-qery', 'unknown-noise', 'heavy-qery'],
  ['unknown fault', 'noise: { kind: heavy-query, rate: 430/s, cost: 1 }', 'fault: slwo', 'unknown-fault', 'slwo'],
  [
    'fault without a tier',
    'noise: { kind: heavy-query, rate: 430/s, cost: 1 }',
    'fault: slow',
    'bad-target',
    '{ id: flood',
  ],
  [
    'fault and noise',
    'noise: { kind: heavy-query',
    'fault: zone-loss, noise: { kind: heavy-query',
    'unknown-key',
    'noise: {',
  ],
  ['unknown isolation', 'isolation: shared', 'isolation: sharde', 'unknown-isolation', 'sharde'],
  ['unknown balancing', 'balancing: round-robin', 'balancing: roundest', 'unknown-balancing', 'roundest'],
  ['unknown law', 'law: lognormal', 'law: normal', 'unknown-law', 'normal'],
  ['unknown metric', 'metric: goodput', 'metric: badput', 'unknown-metric', 'badput'],
  ['unknown action', 'do: set-limit', 'do: set-limits', 'unknown-do', 'set-limits'],
  ['unknown right', 'rights: { isolation: all', 'rights: { isolation: [shared, cels]', 'unknown-id', 'cels'],
  ['unknown role', 'role: naive', 'role: naiv', 'unknown-role', 'naiv'],
  ['parameter out of range', 'cells: 4 }', 'cells: 4000 }', 'out-of-range', '4000 } }'],
  ['bad scope', '{ tenant: G }', '{ tenants: G }', 'bad-scope', '{ tenants: G }'],
  ['bound in another unit', 'atMost: 250 ms', 'atMost: 250/s', 'wrong-unit', '250/s\n'],
  ['two bounds', 'atMost: 250 ms', 'atMost: 250 ms\n    atLeast: 1 ms', 'one-bound', 'id: neighbours-recover'],
  ['window after the end', 'from: 64 s, to: 84 s', 'from: 64 s, to: 184 s', 'outside-duration', '184 s'],
  [
    'window that ends before it begins',
    'from: 64 s, to: 84 s',
    'from: 64 s, to: 4 s',
    'empty-window',
    '{ from: 64 s, to: 4 s',
  ],
  ['event after the end', 'for: 54 s', 'for: 154 s', 'outside-duration', '154 s'],
  ['action after the end', 'at: 44 s', 'at: 144 s', 'outside-duration', '144 s'],
  ['actions out of order', 'at: 44 s', 'at: 4 s', 'out-of-order', '4 s, do: switch'],
  ['action that is not allowed', 'limits: true', 'limits: false', 'not-allowed', '{ at: 40 s, do: set-limit'],
  ['more moves than allowed', 'moves: 3', 'moves: 1', 'no-moves-left', '{ at: 44 s'],
  ['points', 'points: 20', 'points: 21', 'points-sum', '- id: neighbours-recover'],
  ['reference below the pass mark', 'band: 90..100', 'band: 70..100', 'band-below-pass', '70..100'],
  ['naive above the pass mark', 'band: 40..65', 'band: 40..95', 'band-above-pass', '40..95'],
  ['bad band', 'band: 40..65', 'band: 65..40', 'bad-band', '65..40'],
  ['no proof of doing nothing', 'role: nothing', 'role: wrong-fix', 'missing-proof', '- id: reference'],
  [
    'nothing that acts',
    'band: 0..25\n',
    'band: 0..25\n    actions: [{ at: 1 s, do: stop-noise, noise: 0 }]\n',
    'nothing-acts',
    '[{ at: 1 s',
  ],
  ['duplicate key', 'isolation: shared', 'isolation: shared\nisolation: fair', 'duplicate-key', 'isolation: fair'],
  ['duplicate tenant', 'id: B, name', 'id: A, name', 'duplicate-id', 'A, name: Bright'],
  ['duplicate plan', 'id: business, title', 'id: team, title', 'duplicate-id', 'team, title: Team'],
  [
    'too many tenants',
    'id: L, name: Lumen Energy',
    'id: L, count: 490, name: Lumen Energy',
    'too-many-tenants',
    '- { id: A',
  ],
  ['too much work', 'duration: 120 s', 'duration: 24 h', 'too-much-work', '- { id: A'],
  ['too many keys', 'count: 4000', 'count: 1000000', 'too-many-keys', '- { id: A'],
  ['minimum above the whole', 'countMin: 3', 'countMin: 30', 'min-above-whole', '30,'],
  ['bound below threads', 'boundPerInstance: 64', 'boundPerInstance: 2', 'bound-below-threads', '2, price'],
  ['two rates', 'plan: team, rate: 24/s', 'plan: team, rate: 24/s, arrivals: poisson', 'two-rates', '24/s, arrivals'],
  [
    'too much work of a trace',
    'rate: 46/s',
    `arrivals: { process: trace, repeat: 1 us, table: [${'0 s, '.repeat(200)}] }`,
    'too-much-work',
    '- { id: A',
  ],
  ['unknown key of a client', 'data: 512 MiB', 'data: 512 MiB\n  client: { retrys: 3 }', 'unknown-key', 'retrys'],
  ['unknown backoff', 'rate: 46/s', 'rate: 46/s, client: { backoff: full-jiter }', 'unknown-backoff', 'full-jiter'],
  ['unknown budget', 'rate: 46/s', 'rate: 46/s, client: { budget: ratio }', 'unknown-budget', 'ratio }'],
  ['unknown breaker', 'rate: 46/s', 'rate: 46/s, client: { breaker: { kind: off } }', 'unknown-breaker', 'off }'],
  ['patience without unit', 'rate: 46/s', 'rate: 46/s, client: { timeout: 500 }', 'missing-unit', '500 }'],
  ['too many retries', 'weight: 3,', 'weight: 3, client: { retries: 1000 },', 'out-of-range', '1000 }'],
  ['too much work by retries', 'rate: 46/s', 'rate: 9000/s, client: { retries: 20 }', 'too-much-work', '- { id: A'],
  ['a wait of no time', 'countMin: 3', 'countMin: 3, acquireTimeout: 0 s', 'out-of-range', '0 s, waitingMax'],
  ['unknown lock', 'io: 6', 'io: 6\n    locks: [{ on: rows, mode: shared }]', 'unknown-lock', 'rows, mode'],
  ['unknown lock mode', 'io: 6', 'io: 6\n    locks: [{ on: row, mode: share }]', 'unknown-lock-mode', 'share }]'],
  [
    'locks that may wait for each other',
    'io: 6',
    'io: 6\n    locks: [{ on: row, mode: shared }, { on: table, mode: shared }]',
    'lock-order',
    '{ on: table, mode',
  ],
  ['unknown discipline', 'coresPerUnit: 4', 'coresPerUnit: 4, discipline: drrr', 'unknown-discipline', 'drrr'],
  [
    'a discipline that cannot hold connections',
    'countMin: 3',
    'countMin: 3, discipline: weighted-ps',
    'unknown-discipline',
    'weighted-ps',
  ],
  [
    'a cap where servers are shared',
    'coresPerUnit: 4',
    'coresPerUnit: 4, discipline: ps, capPerTenant: 2',
    'cap-of-shared-servers',
    '2, ioPerUnit',
  ],
  ['unknown limiter', 'weight: 3,', 'weight: 3, limiter: { kind: token-buckt },', 'unknown-limiter', 'token-buckt'],
  ['unknown limiter among the rights', 'limits: true', 'limits: true, limiters: [gcar]', 'unknown-id', 'gcar'],
  [
    'a change of clients that is not allowed',
    'do: set-limit, tenant: G, limit: 60/s, burst: 30 }',
    'do: set-client, client: { retries: 5 } }',
    'not-allowed',
    '{ at: 40 s, do: set-client',
  ],
  ['users without a time to think', 'rate: 46/s', 'users: { count: 3 }', 'missing-key', '{ count: 3 }'],
  ['too much work of users', 'rate: 46/s', 'users: { count: 100000, think: 1 ms }', 'too-much-work', '- { id: A'],
  ['unknown popularity', '{ count: 4000, alpha', '{ kind: hotkey, count: 4000, alpha', 'unknown-popularity', 'hotkey'],
  [
    'parameter of another popularity',
    '{ count: 4000, alpha',
    '{ kind: scan, count: 4000, alpha',
    'unknown-key',
    'alpha: 0.9',
  ],
  ['keys without a number', '{ count: 4000, alpha: 0.9 }', '{ kind: uniform }', 'missing-key', '{ kind: uniform'],
  ['keys without an exponent', '{ count: 4000, alpha: 0.9 }', '{ count: 4000 }', 'missing-key', '{ count: 4000'],
  [
    'a table where none is taken',
    'app: 4 ms',
    'app: { mean: 4 ms, law: lognormal, table: [1] }',
    'unknown-key',
    'table',
  ],
  ['no table', 'app: 4 ms', 'app: { mean: 4 ms, law: empirical, table: 7 }', 'bad-table', '7 }'],
  ['a short table', 'app: 4 ms', 'app: { mean: 4 ms, law: empirical, table: [7] }', 'bad-table', '[7]'],
  [
    'a bad number in a table',
    'app: 4 ms',
    'app: { mean: 4 ms, law: empirical, table: [7, -2] }',
    'out-of-range',
    '-2]',
  ],
  ['a table without units', 'rate: 46/s', 'arrivals: { process: trace, table: [0 s, 13] }', 'missing-unit', '13]'],
  ['a trace that goes back', 'rate: 46/s', 'arrivals: { process: trace, table: [3 s, 2 s] }', 'bad-table', '[3 s'],
  [
    'a row cut short',
    'app: 4 ms',
    'app: { mean: 4 ms, law: mixture, table: [{ size: 1 }] }',
    'missing-key',
    '{ size: 1',
  ],
  ['a row of numbers', 'app: 4 ms', 'app: { mean: 4 ms, law: mixture, table: [[1, 2]] }', 'wrong-type', '[1, 2]'],
  [
    'an unknown column',
    'app: 4 ms',
    'app: { mean: 4 ms, law: mixture, table: [{ size: 1, weigth: 2 }] }',
    'unknown-key',
    'weigth',
  ],
  ['missing part', '  balancing: round-robin\n', '', 'missing-key', 'app: { instances'],
  ['missing section', 'passPoints: 80', '', 'missing-key', '#'],
  ['missing key of a tenant', ', rate: 24/s', '', 'missing-key', '{ id: L'],
  ['empty list', 'concepts: [', 'timeline2: [', 'unknown-key', 'timeline2'],
  ['anchor', 'isolation: shared', 'isolation: &x shared', 'anchor', '&x'],
  ['alias', 'isolation: shared', 'isolation: *x', 'alias', '*x'],
  ['tag', 'isolation: shared', 'isolation: !!str shared', 'tag', '!!str'],
  ['merge key', 'isolation: shared', 'isolation: shared\n<<: { a: 1 }', 'merge-key', '<<'],
  ['prototype key', 'isolation: shared', 'isolation: shared\n__proto__: { a: 1 }', 'forbidden-key', '__proto__'],
  ['constructor key', 'isolation: shared', 'isolation: shared\nconstructor: 1', 'forbidden-key', 'constructor'],
  ['several documents', 'isolation: shared', 'isolation: shared\n---', 'several-documents', '#'],
  ['tab as indentation', '  - id: read', '\t- id: read', 'yaml-syntax', '\t- id'],
  ['control character', 'title: Noisy', 'title: \u0007Noisy', 'forbidden-character', '\u0007'],
  ['escaped control character', 'title: Noisy neighbour', 'title: "\\u0007"', 'forbidden-character', '"\\u0007"'],
  ['bidi override', 'title: Noisy', 'title: \u202eNoisy', 'forbidden-character', '\u202e'],
  ['byte order mark', '# Twelve', '\ufeff# Twelve', 'forbidden-character', '\ufeff'],
  ['a title without letters', 'title: Noisy neighbour', 'title: " "', 'bad-text', '" "'],
  ['too many ideas', 'concepts: [', `concepts: [${'x, '.repeat(60)}`, 'list-too-long', '[x, '],
  ['a later notation', 'id: noisy-neighbour', 'id: noisy-neighbour\nformat: 2', 'newer-format', '2\ntitle'],
  ['no number of a notation', 'id: noisy-neighbour', 'id: noisy-neighbour\nformat: one', 'wrong-type', 'one\n'],
  ['unknown arrivals', 'rate: 46/s', 'arrivals: poison', 'unknown-arrivals', 'poison }'],
  ['unknown use of the cache', 'cache: read', 'cache: reed', 'unknown-cache-use', 'reed'],
  ['number beyond every range', 'weight: 3', 'weight: 1e999', 'bad-number', '1e999'],
];

describe('one broken rule', () => {
  it.each(CASES)('%s', (_, from, to, code, at) => {
    const text = edit(NOISY, from, to);
    const issues = issuesOf(text);
    expect(issues).toContain(`${placeOf(text, at)} ${code}`);
    expect(parseScenario(text).scenario).toBeUndefined();
  });

  it('gives every message a cure', () => {
    for (const [, from, to] of CASES) {
      for (const { message, code } of parseScenario(edit(NOISY, from, to)).issues) {
        expect(code).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
        expect(message, code).toMatch(/: |\?$|, expected/);
      }
    }
  });
});

describe('many broken rules', () => {
  it('are all told at once, in the order of the text', () => {
    let text = NOISY;
    const broken: [string, string, string, string][] = [
      ['duration: 120 s', 'duration: 120', 'missing-unit', '120\n'],
      ['weight: 2', 'wieght: 2', 'unknown-key', 'wieght'],
      ['plan: team, rate: 26/s', 'plan: teem, rate: 26/s', 'unknown-plan', 'teem'],
      ['countMin: 3', 'countMin: 30', 'min-above-whole', '30,'],
      ['kind: heavy-query', 'kind: heavy', 'unknown-noise', 'heavy, rate'],
      ['metric: goodput', 'metric: badput', 'unknown-metric', 'badput'],
      ['do: set-limit, tenant: G', 'do: set-limit, tenant: Q', 'unknown-tenant', 'Q, limit'],
      ['isolation: silo', 'isolation: sillo', 'unknown-isolation', 'sillo'],
    ];
    for (const [from, to] of broken) text = edit(text, from, to);
    const issues = issuesOf(text);
    const places = broken.map(([, , code, at]) => `${placeOf(text, at)} ${code}`);
    expect(issues.filter((each) => places.includes(each))).toEqual(places);
    const lines = parseScenario(text).issues.map((each) => each.line);
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
  });

  it('are capped at a hundred, and the last line says how many are left', () => {
    const text = `${NOISY}\n${Array.from({ length: 500 }, (_, at) => `stray${at}: 1`).join('\n')}\n`;
    const { issues } = parseScenario(text);
    expect(issues).toHaveLength(101);
    expect(issues.at(-1)).toMatchObject({ code: 'more-issues' });
    expect(issues.at(-1)?.message).toContain('500');
  });
});

describe('what suggestions say', () => {
  it.each([
    ['wieght: 2, weight: 2', 'weight: 2', 'weight'],
    ['kind: heavy-qery', 'kind: heavy-query', 'heavy-query'],
    ['duration: 120 sec', 'duration: 120 s', 's'],
  ])('%s: did you mean', (wrong, right, word) => {
    const { issues } = parseScenario(edit(NOISY, right, wrong));
    expect(issues.map((each) => each.message).join('\n')).toContain(`did you mean ${word}?`);
  });
});

describe('one cause, one issue', () => {
  /** The sections of the file, each without its comments and with what is indented under it. */
  const sections = NOISY.split(/^(?=\w)/m).slice(1);

  it.each(sections.map((text) => [text.slice(0, text.indexOf(':')), text] as const))(
    'a file without %s says that this key is missing, by its name',
    (key, text) => {
      const messages = parseScenario(edit(NOISY, text, '')).issues.map((each) => each.message);
      const isOptional = key === 'tenantDefaults' || key === 'timeline';
      if (!isOptional) expect(messages.some((message) => message.startsWith(`found no ${key}, expected `))).toBe(true);
      for (const message of messages) expect(message).not.toMatch(/undefined|one of $/);
    },
  );

  it.each([
    ['count: 4000', 'count: 9999999999'],
    ['mix: { read: 80', 'mix: { read: 0'],
  ])('defaults of the tenants that cannot be read (%s) make no tenant unknown', (from, to) => {
    expect(issuesOf(edit(NOISY, from, to)).map((each) => each.split(' ')[1])).toEqual(['out-of-range']);
  });
});
