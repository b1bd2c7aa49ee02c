/**
 * @module The author's helpers say only what is true: the printed docs are those of this program, every example validates and runs,
 * every registry entry is offered where it may stand, and what is offered is right once it is taken.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { authorDocs } from '../../scenarios/authoring/author-docs.ts';
import { completionsAt } from '../../scenarios/authoring/completions.ts';
import { EXAMPLE_SITES, exampleText, openPlace } from '../../scenarios/authoring/examples.ts';
import { hoverAt } from '../../scenarios/authoring/hover.ts';
import { scaffoldScenario } from '../../scenarios/authoring/scaffold-scenario.ts';
import { SchemaWalk } from '../../scenarios/authoring/schema-walk.ts';
import { jsonSchemaOf } from '../../scenarios/schema/json-schema.ts';
import { parseScenario } from '../../scenarios/schema/parse-scenario.ts';
import { catalogue, Run } from '../../sim-engine/index.ts';

const walk = new SchemaWalk(jsonSchemaOf('scenario')!);
const SCAFFOLD = scaffoldScenario('example');
/** What the other parts of the file say of a change: points that are not reached, a solution that may no longer be played. */
const ELSEWHERE = ['not-allowed', 'band-below-pass'];

const wrongs = (text: string): string[] =>
  parseScenario(text)
    .issues.filter(({ code }) => !ELSEWHERE.includes(code))
    .map(({ line, code, message }) => `${line} ${code}: ${message}`);

const written = (text: string, { from, to, insert }: { from: number; to: number; insert: string }): string =>
  text.slice(0, from) + insert + text.slice(to);

describe('the docs', () => {
  it('are printed from this program: run tenantlab docs > scenarios/AUTHORING.md', () => {
    expect(readFileSync(new URL('../../scenarios/AUTHORING.md', import.meta.url), 'utf8')).toBe(authorDocs());
  });

  it('have a site for every registry of the catalogue', () => {
    const covered = new Set(EXAMPLE_SITES.map(({ registry }) => registry));
    expect(
      Object.entries(catalogue)
        .filter(([, registry]) => !covered.has(registry))
        .map(([name]) => name),
    ).toEqual([]);
  });
});

for (const site of EXAMPLE_SITES) {
  describe(site.title, () => {
    it.each(site.registry.map((entry) => [entry.id, entry] as const))(
      '%s: its example validates and runs',
      (_, entry) => {
        const text = exampleText(walk, site, entry);
        const { scenario, issues } = parseScenario(text);
        expect(issues.map(({ line, message }) => `${line}: ${message}`)).toEqual([]);
        const run = Run.create({ scenario: scenario!, scenarioSha256: '0'.repeat(64), seed: 1 });
        run.advanceTo(400_000);
        expect(run.events).toBeGreaterThan(0);
      },
    );

    it('every entry is offered at its place, and every offer is right once it is taken', () => {
      for (const entry of site.registry) {
        const { text, offset } = openPlace(site, entry);
        const { from, to, options } = completionsAt(walk, text, offset);
        const own = options.filter(
          ({ label }) =>
            label === entry.id || label.endsWith(`: ${entry.id} }`) || label.includes(`${site.key}: ${entry.id},`),
        );
        expect(own.length, entry.id).toBeGreaterThan(0);
        for (const { insert } of own) {
          // Beside the law a mean of the schema's example stands, which is more than a run here may take.
          const found = wrongs(written(text, { from, to, insert: insert.replace('mean: 250 ms', 'mean: 4 ms') }));
          expect(found, `${entry.id}: ${insert}`).toEqual([]);
        }
      }
    });
  });
}

describe('at every key of the scaffold', () => {
  /** Where something else could be written: after each comma of a flow map, and at the end of each block map's first line. */
  const places = [...SCAFFOLD.matchAll(/(?<=\{ )\w+:/g)].map(({ index }) => index);

  it('what is offered is no unknown key and has a value that may stand there', () => {
    let tried = 0;
    for (const at of places) {
      const opened = `${SCAFFOLD.slice(0, at)} , ${SCAFFOLD.slice(at)}`;
      const { from, to, options } = completionsAt(walk, opened, at);
      for (const { insert, label } of options) {
        const text = written(opened, { from, to, insert });
        const [line = 0] = [SCAFFOLD.slice(0, at).split('\n').length];
        const codes = parseScenario(text)
          .issues.filter((each) => each.line === line)
          .map(({ code }) => code);
        expect(codes, label).not.toContain('unknown-key');
        expect(codes, label).not.toContain('yaml-syntax');
        if (!insert.endsWith(': ')) expect(codes, `${label}: ${insert}`).not.toContain('wrong-type');
        tried++;
      }
    }
    expect(tried).toBeGreaterThan(50);
  });

  it('the document’s own ids are offered where they are named', () => {
    const labelsAfter = (needle: string, cut: number, typed = ''): string[] => {
      const at = SCAFFOLD.indexOf(needle) + needle.length;
      const text = SCAFFOLD.slice(0, at) + typed + SCAFFOLD.slice(at + cut);
      return completionsAt(walk, text, at + typed.length).options.map(({ label }) => label);
    };
    expect(labelsAfter('tenant: ', 1)).toEqual(['A', 'B', ...Array.from({ length: 10 }, (_, at) => `S${at + 1}`)]);
    expect(labelsAfter('except: [', 1)).toContain('S10');
    expect(labelsAfter('plan: ', 'standard'.length)).toEqual(['standard']);
    expect(labelsAfter('mix: { ', 'read: 80'.length)).toEqual(['read']);
    expect(labelsAfter('window: ', '{ from: 35 s, to: 50 s }'.length)).toContain('during reports');
    expect(labelsAfter('scope: { ', 'except: [B]'.length, 'tier: ')).toEqual(
      expect.arrayContaining(['app', 'database', 'database-cpu', 'database-io', 'jobs']),
    );
    expect(labelsAfter('# A small', 0)).toEqual([]);
  });

  it('and every one of them says what it means', () => {
    for (const { index } of SCAFFOLD.matchAll(/(?<=[{,] |^ *|- )\w+(?=:)/gm)) {
      const lineStart = SCAFFOLD.lastIndexOf('\n', index) + 1;
      if (SCAFFOLD.slice(lineStart).trimStart().startsWith('#')) continue;
      const found = hoverAt(walk, SCAFFOLD, index);
      const inMix = /mix: \{[^}]*$/.test(SCAFFOLD.slice(lineStart, index));
      if (!inMix) expect(found, SCAFFOLD.slice(index, index + 20)).not.toBeNull();
    }
  });
});
