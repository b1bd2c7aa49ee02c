/** @module While tenants move from any isolation model to any other, every row of the scene has a pool in every column. */
import { describe, expect, test } from 'vitest';
import { COLUMNS, placesOf } from '../../lab-ui/scene/places.ts';
import { catalogue, Run } from '../../sim-engine/index.ts';
import type { TopologyView } from '../../sim-engine/model/topology.ts';
import { fixtureScenario, switchTo } from './bench-fixture.ts';

const MODELS = catalogue.isolation.map((model) => model.id);
const PAIRS = MODELS.flatMap((from) => MODELS.filter((to) => to !== from).map((to) => [from, to] as const));
const SETTLED_SEC = 12;
const LONGEST_SEC = 30;

/** @returns every topology that stands from the switch until the last old pool is down, looked at ten times a second */
function duringSwitch(from: string, to: string): readonly TopologyView[] {
  const run = Run.create({ scenario: fixtureScenario(12), scenarioSha256: '0'.repeat(64), seed: 1, ticks: true });
  [switchTo(from, 0), switchTo(to, SETTLED_SEC)].forEach(({ atSec, action }, sequence) => {
    run.advanceTo(atSec * 1e6);
    run.submit({ sequence, atUs: atSec * 1e6, action });
  });
  const seen: TopologyView[] = [];
  for (let atMs = SETTLED_SEC * 1000 + 1; atMs < LONGEST_SEC * 1000; atMs += 100) {
    run.advanceTo(atMs * 1000);
    const topology = run.topology();
    seen.push(topology);
    if (topology.moves.length === 0 && topology.pools.every((pool) => !pool.draining)) return seen;
  }
  throw new RangeError(`the move from ${from} to ${to} did not end within ${LONGEST_SEC} s`);
}

describe.each(PAIRS)('from %s to %s', (from, to) => {
  const topologies = duringSwitch(from, to);

  test('every row has one pool in every column', () => {
    for (const topology of topologies) {
      const { segments } = placesOf(topology);
      for (const column of COLUMNS) {
        const spans = segments.find((segment) => segment.columns.includes(column))?.spans ?? [];
        const rows = spans.flatMap(({ fromRow, toRow }) =>
          Array.from({ length: toRow - fromRow + 1 }, (_, at) => fromRow + at),
        );
        expect(rows, column).toEqual(topology.rows.map((_, at) => at));
      }
    }
  });

  test('no frame changes its rows while tenants move', () => {
    const shapes = topologies
      .filter((topology) => topology.moves.length > 0)
      .map((topology) =>
        placesOf(topology)
          .segments.map(({ columns, spans }) => `${columns} ${spans.map((span) => `${span.fromRow}-${span.toRow}`)}`)
          .join('; '),
      );
    expect([...new Set(shapes)].length).toBeLessThanOrEqual(1);
  });

  test('no pool is lost: what is not in a row is called old', () => {
    for (const topology of topologies) {
      const { segments, old } = placesOf(topology);
      const drawn = segments.flatMap((segment) => segment.spans.flatMap((span) => span.cells.map((cell) => cell.pool)));
      const columns: readonly string[] = COLUMNS;
      const standing = topology.pools.filter((pool) => columns.includes(pool.tier));
      expect([...drawn, ...old].map((pool) => pool.index).sort((a, b) => a - b)).toEqual(
        standing.map((pool) => pool.index).sort((a, b) => a - b),
      );
    }
  });
});
