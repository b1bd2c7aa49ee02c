/** Operations of several steps: how they are written, what is refused and where, that records carry them and runs take them. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkEngineScenario } from '../../scenarios/schema/engine-scenario.ts';
import { jsonSchemaOf } from '../../scenarios/schema/json-schema.ts';
import { parseScenario } from '../../scenarios/schema/parse-scenario.ts';
import { Run, type Scenario } from '../../sim-engine/index.ts';
import { edit, NOISY } from './support.ts';

/** What the reports of the first scenario say after their title. */
const FROM = NOISY.indexOf('    app: { mean: 8 ms');
const LINES = NOISY.slice(FROM, NOISY.indexOf('\n\ntenantDefaults'));
/** All operations, and what follows them. */
const OPERATIONS = NOISY.slice(NOISY.indexOf('  - id: read\n'), NOISY.indexOf('\n\ntenantDefaults'));

const EVERYTHING = `
      - app: 2 ms
      - lookup:
          - external: { mean: 20 ms, law: lognormal, cv: 0.5 }
          - read: { cpu: 5 ms, io: 4, locks: [{ on: row, mode: shared, timeout: 1 s }] }
      - parallel:
          - [{ external: 30 ms }]
          - [{ app: 3 ms }, { fanOut: { branches: 3, steps: [{ read: { cpu: 1 ms, io: 1 } }] } }]
      - write: { cpu: 6 ms, io: 6 }
      - job: 20 ms`;

/** The first scenario with another operation in place of its reports. */
const report = (steps: string): string => edit(NOISY, LINES, `    steps:${steps}`);

const messages = (text: string) =>
  parseScenario(text).issues.map(({ code, path, message }) => [code, path, message] as const);

const exponential = (mean: number) => ({ law: 'exponential', mean, params: {} });

function read(text: string): Scenario {
  const { scenario, issues } = parseScenario(text);
  expect(issues).toEqual([]);
  const record = { ...scenario!, proofs: [] };
  expect(checkEngineScenario(JSON.parse(JSON.stringify(record)))).toEqual({ ok: true, value: record });
  return scenario!;
}

describe('steps', () => {
  it('are read in every kind, branches alike counted out', () => {
    const small = { read: { cpu: exponential(1000), io: exponential(1) } };
    expect(read(report(EVERYTHING)).operations[2]).toEqual({
      id: 'report',
      title: 'Run a report',
      steps: [
        { app: exponential(2000) },
        {
          lookup: [
            { external: { law: 'lognormal', mean: 20_000, params: { cv: 0.5 } } },
            {
              read: {
                cpu: exponential(5000),
                io: exponential(4),
                locks: [{ on: 'row', mode: 'shared', timeoutUs: 1_000_000 }],
              },
            },
          ],
        },
        {
          parallel: [
            [{ external: exponential(30_000) }],
            [{ app: exponential(3000) }, { parallel: [[small], [small], [small]] }],
          ],
        },
        { write: { cpu: exponential(6000), io: exponential(6) } },
        { job: exponential(20_000) },
      ],
    });
  });

  it('run', () => {
    const scenario = read(report(EVERYTHING));
    const run = Run.create({ scenario, scenarioSha256: '0'.repeat(64), seed: 1 });
    run.advanceTo(20_000_000);
    expect(run.result().tenants.A!.completed).toBeGreaterThan(500);
  });

  it.each<readonly [what: string, steps: string, code: string, path: string]>([
    ['nothing', ' []', 'empty-list', ''],
    ['no list', ' 7', 'wrong-type', ''],
    ['an unknown step', '\n      - { aps: 2 ms }', 'unknown-key', '.0.aps'],
    ['two steps in one', '\n      - { app: 2 ms, external: 2 ms }', 'one-step', '.0'],
    ['an empty step', '\n      - {}', 'one-step', '.0'],
    ['a time without unit', '\n      - { app: 2 }', 'missing-unit', '.0.app'],
    ['half a visit', '\n      - { read: { cpu: 2 ms } }', 'missing-key', '.0.read.io'],
    [
      'an unknown lock',
      '\n      - { read: { cpu: 1 ms, io: 1, locks: [{ on: rows, mode: shared }] } }',
      'unknown-lock',
      '.0.read.locks.0.on',
    ],
    [
      'locks in another order, within a branch',
      '\n      - { parallel: [[{ write: { cpu: 1 ms, io: 1, locks: [{ on: row, mode: shared }, { on: table, mode: shared }] } }]] }',
      'lock-order',
      '.0.parallel.0.0.write.locks.1',
    ],
    [
      'a look-up in a look-up',
      '\n      - { lookup: [{ lookup: [{ app: 1 ms }] }] }',
      'nested-lookup',
      '.0.lookup.0.lookup',
    ],
    [
      'a look-up in a branch of a miss',
      '\n      - { lookup: [{ parallel: [[{ lookup: [{ app: 1 ms }] }]] }] }',
      'nested-lookup',
      '.0.lookup.0.parallel.0.0.lookup',
    ],
    ['a branch without steps', '\n      - { parallel: [[{ app: 1 ms }], []] }', 'empty-list', '.0.parallel.1'],
    [
      'three fan-outs within each other',
      '\n      - { parallel: [[{ parallel: [[{ parallel: [[{ app: 1 ms }]] }]] }]] }',
      'deep-fan-out',
      '.0.parallel.0.0.parallel.0.0.parallel',
    ],
    [
      'no number of branches',
      '\n      - { fanOut: { branches: 0, steps: [{ app: 1 ms }] } }',
      'out-of-range',
      '.0.fanOut.branches',
    ],
    [
      'too much for one request',
      '\n      - { fanOut: { branches: 33, steps: [{ read: { cpu: 1 ms, io: 1 } }] } }',
      'too-many-demands',
      '',
    ],
  ])('are refused: %s', (_what, steps, code, path) => {
    const [first, ...rest] = messages(report(steps));
    expect([first?.[0], first?.[1]]).toEqual([code, `operations.2.steps${path}`]);
    expect(rest).toEqual([]);
  });

  it('are refused with what was meant', () => {
    const [unknown] = messages(report('\n      - { paralel: [[{ app: 1 ms }]] }'));
    expect(unknown?.[2]).toBe('found the unknown key paralel: did you mean parallel?');
    const [two] = messages(report('\n      - { app: 2 ms, external: 2 ms }'));
    expect(two?.[2]).toBe(
      'found app and external in one step, expected one key: begin a step of its own, with a dash, for each',
    );
    const [both] = messages(report('\n      - { app: 2 ms }\n    app: 8 ms'));
    expect([both?.[0], both?.[1]]).toEqual(['unknown-key', 'operations.2.app']);
  });

  it('count their branches as work', () => {
    const busy = edit(NOISY, 'rate: 46/s', 'rate: 3000/s');
    expect(messages(busy)).toEqual([]);
    const steps = '\n      - { fanOut: { branches: 60, steps: [{ external: 1 ms }] } }';
    const fanned = edit(busy, LINES, `    steps:${steps}`);
    expect(messages(fanned).map(([code]) => code)).toEqual(['too-much-work']);
  });

  it('leave noise something to work on', () => {
    const idle = edit(
      NOISY,
      OPERATIONS,
      ['read', 'write', 'report'].map((id) => `  - { id: ${id}, title: Idle, steps: [{ external: 5 ms }] }`).join('\n'),
    );
    expect(messages(idle).map(([code, path]) => [code, path])).toEqual([['no-database-work', 'operations']]);
  });
});

describe('a record', () => {
  const scenario = read(report(EVERYTHING));
  const carried = (steps: unknown) => {
    const operations = scenario.operations.map((each, at) =>
      at === 2 ? { id: 'report', title: 'Report', steps } : each,
    );
    return checkEngineScenario({ ...scenario, operations, proofs: [] });
  };
  const app = { app: exponential(1) };

  it.each<readonly [what: string, steps: unknown]>([
    ['no step', []],
    ['an unknown step', [{ sleep: exponential(1) }]],
    ['two in one', [{ ...app, external: exponential(1) }]],
    ['a look-up in a look-up', [{ lookup: [{ lookup: [app] }] }]],
    ['three fan-outs within each other', [{ parallel: [[{ parallel: [[{ parallel: [[app]] }]] }]] }]],
    ['too much for one request', [{ parallel: Array.from({ length: 64 }, () => [app, app]) }]],
    ['a time that is none', [{ app: exponential(-1) }]],
  ])('with %s is refused', (_what, steps) => {
    expect(carried(steps)).toMatchObject({ ok: false, issues: [{ code: 'bad-scenario' }] });
  });

  it('with steps is read', () => expect(carried([app])).toMatchObject({ ok: true }));
});

it('the JSON Schema names every kind of step, and stays of a size that editors bear', () => {
  const text = JSON.stringify(jsonSchemaOf('scenario'));
  for (const key of ['lookup', 'external', 'parallel', 'fanOut', 'branches']) expect(text).toContain(`"${key}"`);
  expect(text.length).toBeLessThan(400_000);
});

it('the README’s example of steps runs', () => {
  const readme = readFileSync(new URL('../../scenarios/README.md', import.meta.url), 'utf8');
  const block = [...readme.matchAll(/```yaml\n([\s\S]*?)```/g)]
    .map((match) => match[1]!)
    .find((each) => each.includes('steps:'))!;
  const scenario = read(block);
  const run = Run.create({ scenario, scenarioSha256: '0'.repeat(64), seed: 1 });
  run.advanceTo(scenario.durationUs);
  const { tenants } = run.result();
  expect(tenants.A!.completed).toBeGreaterThan(1000);
  expect(tenants.A!.jobs.enqueued).toBeGreaterThan(0);
});
