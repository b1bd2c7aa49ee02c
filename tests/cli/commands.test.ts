/** @module The other commands: help with an example everywhere, lists, schemas, scaffolds, proofs. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../scenarios/schema/parse-scenario.ts';
import { commandLine, temporaryFolder, tenantlab } from './support.ts';

const COMMANDS = [
  'serve',
  'run',
  'replay',
  'compare',
  'grade',
  'regrade',
  'validate',
  'proof',
  'list',
  'schema',
  'new',
  'interference',
  'new scenario',
  'oracle',
  'bench',
  'verify',
  'certificate',
  'certificate revoke',
];

describe('help', () => {
  it.each(COMMANDS)('of %s has an example and exits 0', async (command) => {
    const { code, out, err } = await commandLine([...command.split(' '), '--help']);
    expect(`${code} ${err}`).toBe('0 ');
    expect(out).toContain('Example');
    expect(out).toContain(`tenantlab ${command}`);
  });

  it('of the program names every command and the exit codes', () => {
    const { code, out } = tenantlab(['--help']);
    expect(code).toBe(0);
    for (const command of COMMANDS) expect(out).toContain(command.split(' ')[0]);
    expect(out).toContain('3 internal fault');
  });
});

it('a command that does not exist has no help either', async () => {
  const { code, out, err } = await commandLine(['replya', '--help']);
  expect(`${code} ${out}`).toBe('2 ');
  expect(err).toContain('Did you mean replay');
});

it('list shows registries and library, for people and for programs', async () => {
  const people = await commandLine(['list']);
  expect(people.code).toBe(0);
  for (const word of ['noisy-neighbour', 'bulkhead', 'heavy-query', 'latency-p99']) expect(people.out).toContain(word);
  const programs = JSON.parse((await commandLine(['list', '--json'])).out) as {
    registries: { isolation: { id: string }[] };
  };
  const ids = programs.registries.isolation.map((each) => each.id);
  expect(ids).toEqual(expect.arrayContaining(['shared', 'limited', 'fair', 'bulkhead', 'bridge', 'cells', 'silo']));
});

it('schema prints a JSON Schema', () => {
  const { code, out } = tenantlab(['schema', 'scenario']);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ $schema: expect.stringContaining('2020-12'), type: 'object' });
});

it('new scenario writes a file that validates, and never over another', async () => {
  const folder = temporaryFolder();
  const made = await commandLine(['new', 'scenario', 'busy-monday', '--dir', folder]);
  const file = join(folder, 'busy-monday.yaml');
  expect(`${made.code} ${made.out.trim()}`).toBe(`0 ${file}`);
  expect(existsSync(file)).toBe(true);
  expect(parseScenario(readFileSync(file, 'utf8')).issues).toEqual([]);
  expect((await commandLine(['validate', file])).code).toBe(0);
  const again = await commandLine(['new', 'scenario', 'busy-monday', '--dir', folder]);
  expect(again.code).toBe(2);
  expect(again.err).toContain('exists already');
});

describe('proof', () => {
  it('of the first scenario holds on two seeds', async () => {
    const { code, out, err } = await commandLine(['proof', 'noisy-neighbour', '--seeds', '2', '--json']);
    expect(`${code} ${err}`).toBe('0 ');
    const { reports } = JSON.parse(out) as {
      reports: { proofs: { role: string; passes: number; holds: boolean }[] }[];
    };
    const proofs = reports[0]!.proofs;
    expect(proofs.every((proof) => proof.holds)).toBe(true);
    for (const proof of proofs) expect(proof.passes).toBe(proof.role === 'reference' ? 2 : 0);
    expect(proofs.map((proof) => proof.role)).toEqual(
      expect.arrayContaining(['reference', 'naive', 'nothing', 'wrong-fix']),
    );
  });

  it('says which seed leaves its band, and exits 1', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'tight.yaml');
    const { scaffoldScenario } = await import('../../scenarios/authoring/scaffold-scenario.ts');
    const { writeFileSync } = await import('node:fs');
    writeFileSync(file, scaffoldScenario('tight').replace('band: 40..40', 'band: 10..30'));
    const { code, out, err } = await commandLine(['proof', file, '--seeds', '2']);
    expect(code).toBe(1);
    expect(out).toContain('FAILS');
    expect(err).toContain('seed 1: 40 points are outside the band 10..30');
  });
});

describe('oracle', () => {
  it('runs those that are named and tells how each figure was compared', async () => {
    const { code, out, err } = await commandLine(['oracle', '--only', 'A28, A46', '--json']);
    expect(`${code} ${err}`).toBe('0 ');
    const { items } = JSON.parse(out) as {
      items: {
        id: string;
        verdict: string;
        expected: object;
        basis: Record<string, { kind: string; held: boolean }>;
      }[];
    };
    expect(items.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual(['A28 pass', 'A46 pass']);
    for (const { expected, basis } of items) {
      expect(Object.keys(basis)).toEqual(Object.keys(expected));
      expect(Object.values(basis).every(({ kind, held }) => kind === 'exact' && held)).toBe(true);
    }
  });

  it('says which ids there are when one is unknown', async () => {
    const { code, err } = await commandLine(['oracle', '--only', 'A99']);
    expect(code).toBe(2);
    expect(err).toContain('there is no oracle A99: expected ids from A01 to A55');
  });
});
