/** @module States and sentences: readable, deterministic, and computed from the run alone. */
import { describe, expect, test } from 'vitest';
import type { BenchData } from '../../lab-ui/state/bench-data.ts';
import { summarySentence } from '../../lab-ui/text/summary.ts';
import { tenantStateHistory, tenantStates } from '../../lab-ui/text/tenant-state.ts';
import { HEAT_BINS, type Tick } from '../../sim-engine/protocol/frame-codec.ts';
import { benchFixture, fixtureScenario, switchTo } from './bench-fixture.ts';

function ticksOf(p99sUs: readonly number[]): Tick[] {
  return p99sUs.map((p99RecentUs, index) => ({
    index,
    priceMicroUsdPerHour: 0,
    tenants: [
      {
        arrived: 10,
        completed: 10,
        good: 10,
        rejected: 0,
        hits: 0,
        misses: 0,
        p50Us: 1,
        p99Us: p99RecentUs,
        p99RecentUs,
        recentCount: p99RecentUs > 0 ? 100 : 0,
        heat: new Uint8Array(HEAT_BINS),
      },
    ],
  }));
}

function history(p99sUs: readonly number[]): readonly string[] {
  const data: BenchData = { ...benchFixture({ tenants: 1 }), scenario: fixtureScenario(1), ticks: ticksOf(p99sUs) };
  return tenantStateHistory(data).map(([state]) => state ?? '');
}

const repeat = (us: number, count: number): number[] => new Array<number>(count).fill(us);

describe('tenant states', () => {
  test('nothing measured is not yet, never fine', () => {
    expect(history(repeat(0, 5))).toEqual(repeat(0, 5).map(() => 'not-yet'));
  });
  test('warming up, then fine, then over, then fine again', () => {
    const states = history([...repeat(50_000, 10), ...repeat(900_000, 20), ...repeat(50_000, 30)]);
    expect(states[0]).toBe('running');
    expect(states[9]).toBe('fine');
    expect(states[29]).toBe('over');
    expect(states.at(-1)).toBe('fine');
  });
  test('one outlier of half a second changes nothing', () => {
    expect(history([...repeat(50_000, 10), 400_000, ...repeat(50_000, 10)]).slice(9)).toEqual(
      repeat(0, 12).map(() => 'fine'),
    );
  });
  test('a value that flickers round the SLO does not flicker in state', () => {
    const states = history([
      ...repeat(50_000, 10),
      ...Array.from({ length: 60 }, (_, at) => (at % 2 === 0 ? 240_000 : 262_000)),
    ]);
    const changes = states.filter((state, at) => at > 0 && state !== states[at - 1]).length;
    expect(changes).toBeLessThanOrEqual(3);
  });
  test('no state is left within 1 s', () => {
    const states = history(Array.from({ length: 200 }, (_, at) => 60_000 * (1 + ((at * 7919) % 13))));
    let held = 2;
    states.forEach((state, at) => {
      if (at > 0 && state !== states[at - 1]) {
        expect(held).toBeGreaterThanOrEqual(2);
        held = 0;
      }
      held++;
    });
  });
  test('tick by tick and all at once agree', () => {
    const whole = benchFixture({ untilSec: 40 });
    const ticks: Tick[] = [];
    for (const tick of whole.ticks) {
      ticks.push(tick);
      tenantStates({ ...whole, ticks });
    }
    expect(tenantStateHistory({ ...whole, ticks })).toEqual(tenantStateHistory(whole));
  });
});

describe('the computed sentence', () => {
  test('before, calm, flood, after a switch, at the end', () => {
    expect(summarySentence(benchFixture()).strong).toBe('Twelve tenants share one scenario; nothing has run yet.');
    expect(summarySentence(benchFixture({ untilSec: 20 })).strong).toBe('All eleven neighbours are under 250 ms.');
    expect(summarySentence(benchFixture({ untilSec: 45 })).strong).toBe('All eleven neighbours wait past 250 ms.');
    const cured = summarySentence(benchFixture({ untilSec: 70, actions: [switchTo('silo', 45)] }));
    expect(cured.strong).toMatch(/^All eleven neighbours are back under 250 ms, \d+\.\d s after the switch to silo\.$/);
    const cells = summarySentence(benchFixture({ untilSec: 75, actions: [switchTo('cells', 45)] }));
    expect(cells.strong).toMatch(
      /^Nine of eleven neighbours are back under 250 ms, \d+\.\d s after the switch to cells\.$/,
    );
    expect(cells.rest).toBe('H and I share Cell 3 with G and still wait.');
    expect(summarySentence(benchFixture({ untilSec: 120 })).strong).toMatch(
      /^At least one neighbour was over its SLO for \d+ of 120 s\.$/,
    );
  });
});

describe('what a switch has done', () => {
  test('is not called useless while the percentile still looks back on the time before it', () => {
    const at = (untilSec: number) => summarySentence(benchFixture({ untilSec, actions: [switchTo('fair', 45)] }));
    expect(at(45.5).rest).toContain('The switch to fair at 45.0 s has not helped yet.');
    const looksBack = at(50);
    expect(looksBack.strong).toContain('wait past 250 ms');
    expect(looksBack.rest).toContain(
      'Since the switch to fair at 45.0 s new answers are fast again; p99 looks 5 s back.',
    );
    expect(at(58).strong).toMatch(
      /^All eleven neighbours are back under 250 ms, [1-4]\.\d s after the switch to fair\.$/,
    );
  });

  test('is not what it did not do: neighbours that were back before it are said to have been', () => {
    const actions = [switchTo('fair', 40), switchTo('shared', 40.5), switchTo('fair', 41), switchTo('silo', 46)];
    const { strong } = summarySentence(benchFixture({ untilSec: 58, actions }));
    expect(strong).toBe('All eleven neighbours are back under 250 ms, since before the switch to silo.');
  });

  test('is told apart from what the end of the noise has done', () => {
    // The flood ends at 84 s: H and I, who shared a cell with it, are well again then, and not because of the switch.
    const { strong } = summarySentence(benchFixture({ untilSec: 97, actions: [switchTo('cells', 45)] }));
    expect(strong).toMatch(/^All eleven neighbours are back under 250 ms, \d\.\d s after the end of G’s noise\.$/);
    const idle = { atSec: 86, action: { type: 'set-balancing', policy: 'power-of-two' } as const };
    expect(summarySentence(benchFixture({ untilSec: 87, actions: [idle] })).rest).toBe(
      'No noise since 84.0 s: new answers are fast again; p99 looks 5 s back.',
    );
    expect(summarySentence(benchFixture({ untilSec: 97, actions: [idle] })).strong).toContain(
      'after the end of G’s noise.',
    );
  });
});
