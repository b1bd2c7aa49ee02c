/** @module What the product itself says in YAML is right: the library, the README's examples, the scaffold, the schema. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scaffoldScenario } from '../../scenarios/authoring/scaffold-scenario.ts';
import { jsonSchemaOf, SCHEMAS } from '../../scenarios/schema/json-schema.ts';
import { parseActions } from '../../scenarios/schema/parse-actions.ts';
import { parseScenario } from '../../scenarios/schema/parse-scenario.ts';
import { contentHash } from '../../server/content/canonical-json.ts';
import { loadLibrary } from '../../server/content/library.ts';
import { prove } from '../../server/headless/prove.ts';
import { catalogue, previewIsolation, withDefaults } from '../../sim-engine/index.ts';

const README = readFileSync(new URL('../../scenarios/README.md', import.meta.url), 'utf8');

it('the library validates, and names every scenario by its content', () => {
  const library = loadLibrary();
  expect(library.list().map((each) => each.scenario.id)).toContain('noisy-neighbour');
  for (const { scenario, sha256, text } of library.list()) {
    expect(parseScenario(text)).toEqual({ scenario, issues: [] });
    expect(sha256).toBe(contentHash(scenario));
    expect(library.get(scenario.id)?.scenario).toBe(scenario);
  }
  expect(library.get('constructor')).toBeUndefined();
});

describe('the README', () => {
  const blocks = [...README.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1]!);

  it('has examples', () => expect(blocks.length).toBeGreaterThanOrEqual(2));

  it.each(blocks)('example %#', (block) => {
    const { issues } = block.startsWith('id:') ? parseScenario(block) : parseActions(block);
    expect(issues).toEqual([]);
  });
});

it('the scaffold validates and holds its proof', () => {
  const { scenario, issues } = parseScenario(scaffoldScenario('busy-monday'));
  expect(issues).toEqual([]);
  const report = prove({ scenario: scenario!, sha256: contentHash(scenario), firstSeed: 1, seedCount: 3 });
  expect(report.proofs.flatMap((proof) => proof.reasons)).toEqual([]);
});

describe('the JSON Schema', () => {
  it.each(['scenario', 'actions'])('of %s names every registry entry that it accepts', (name) => {
    const text = JSON.stringify(jsonSchemaOf(name));
    expect(Object.keys(SCHEMAS)).toContain(name);
    const registries =
      name === 'scenario'
        ? [
            ...catalogue.laws,
            ...catalogue.arrivals,
            ...catalogue.popularity,
            ...catalogue.eviction,
            ...catalogue.metrics,
            ...catalogue.combinations,
            ...catalogue.questions,
          ]
        : [];
    for (const { id } of [...catalogue.isolation, ...catalogue.noise, ...catalogue.balancing, ...registries]) {
      expect(text).toContain(`"${id}"`);
    }
  });

  it('requires what the schema requires, and allows nothing else', () => {
    expect(jsonSchemaOf('scenario')).toMatchObject({ additionalProperties: false });
    expect(jsonSchemaOf('scenario')?.required).toContain('duration');
    expect(jsonSchemaOf('constructor')).toBeUndefined();
  });
});

it('the prices of noisy-neighbour rise with isolation', () => {
  const { scenario } = loadLibrary().get('noisy-neighbour')!;
  const price = (id: string): number => {
    const params = withDefaults(catalogue.isolation.find((each) => each.id === id)!, {});
    return previewIsolation(scenario, { id, params }).priceMicroUsdPerHour;
  };
  expect(price('limited')).toBe(price('shared'));
  expect(price('fair')).toBe(price('shared'));
  const rising = ['fair', 'bulkhead', 'cells', 'bridge', 'silo'].map(price);
  expect(rising).toEqual([...new Set(rising)].sort((a, b) => a - b));
});
