/**
 * @module The laws behind the `i` are true: both sides come from the run itself, agree where they must, are measured by another
 * way here, and a law that does not hold says why.
 */
import { describe, expect, it } from 'vitest';
import { isInside, lawLines, partWords } from '../../lab-ui/bench/law-words.ts';
import { NAMED_CLAIMS, truthFacts } from '../../lab-ui/bench/truth-facts.ts';
import { samplesOf, sampleWords } from '../../lab-ui/bench/truth-samples.ts';
import { CHARTS } from '../../lab-ui/charts/index.ts';
import { ReplayBook } from '../../lab-ui/replay/book.ts';
import { laws } from '../../lab-ui/replay/questions/laws.ts';
import { MODELLED, NOT_MODELLED } from '../../lab-ui/truth/model-claims.ts';
import { ENGINE_VERSION, Run } from '../../sim-engine/index.ts';
import type { Action, Scenario } from '../../sim-engine/model/scenario.ts';
import type { RunInputs } from '../../sim-engine/protocol/messages.ts';
import { benchFixture, fixtureScenario, switchTo } from '../charts/bench-fixture.ts';

interface Steps {
  readonly untilSec: number;
  readonly actions?: readonly { readonly atSec: number; readonly action: Action }[];
  readonly scenario?: Scenario;
}

function inputsOf({ untilSec, actions = [], scenario = fixtureScenario(12) }: Steps): RunInputs {
  return {
    branchOf: null,
    runId: 'run',
    status: 'paused',
    engineVersion: ENGINE_VERSION,
    scenarioSha256: '0'.repeat(64),
    scenario,
    seed: 4711,
    actions: actions.map(({ atSec, action }, sequence) => ({ sequence, atUs: atSec * 1e6, action })),
    simulatedUs: untilSec * 1e6,
    digest: null,
  };
}

const ask = (steps: Steps) => laws(new ReplayBook(inputsOf(steps)));

describe('the calm part', () => {
  const answer = ask({ untilSec: 29 });
  const { little, utilisation } = answer.figures!;

  it('reaches from the start to now', () => {
    expect([answer.fromUs, answer.toUs, answer.since]).toEqual([0, 29e6, '']);
    expect(partWords(answer)).toContain('From 0.0 s to 29.0 s, since the start');
  });

  it('obeys Little’s law at every tier, and L is what a reader would count', () => {
    expect(little.map(({ tier }) => tier)).toEqual(['app', 'database', 'database-cpu', 'database-io', 'jobs']);
    for (const law of little) {
      expect(isInside(law), law.tier).toBe(true);
      // Those who left and those still there are all that were there: less than one request in the mean over 29 s.
      expect(Math.abs(law.closedForm - law.measured)).toBeLessThan(0.02);
      expect((law.ratePerSec * law.meanUs) / 1e6).toBeCloseTo(law.closedForm, 9);
    }
    const run = Run.create({ ...inputsOf({ untilSec: 29 }) });
    const app = run.topology().pools.filter(({ tier }) => tier === 'app');
    let sum = 0;
    const looks = 2900;
    for (let look = 1; look <= looks; look++) {
      run.advanceTo(look * 10_000);
      const { stations } = run.state();
      for (const { index } of app.flatMap((pool) => pool.stations)) {
        const station = stations[index]!;
        sum += station.waiting + station.servers.filter((tenant) => tenant !== 0xffff).length;
      }
    }
    expect(Math.abs(sum / looks - little[0]!.measured)).toBeLessThan(0.1);
  });

  it('obeys the utilisation law with the work of the scenario’s laws', () => {
    if (!utilisation.holds) throw new TypeError(utilisation.why);
    // 0.8 reads of 4 ms, 0.18 writes of 5 ms, 0.02 reports of 8 ms, on 8 servers of 4 threads.
    expect(utilisation.meanWorkUs).toBeCloseTo(0.8 * 4000 + 0.18 * 5000 + 0.02 * 8000, 6);
    expect(utilisation.servers).toBe(32);
    expect(utilisation.closedForm).toBeCloseTo((utilisation.ratePerSec * utilisation.meanWorkUs) / 1e6 / 32, 12);
    expect(isInside(utilisation)).toBe(true);
    expect(utilisation.ratePerSec).toBeGreaterThan(360);
    // A tenth more work would be seen: the interval is narrow enough to fail.
    expect(isInside({ ...utilisation, closedForm: 1.1 * utilisation.closedForm })).toBe(false);
  });
});

describe('a part begins with the last change', () => {
  it('the flood brings its own work to the mean', () => {
    const { figures, since, fromUs } = ask({ untilSec: 60 });
    expect(fromUs).toBe(30e6);
    expect(since).toContain('G');
    const { utilisation } = figures!;
    if (!utilisation.holds) throw new TypeError(utilisation.why);
    expect(utilisation.meanWorkUs).toBeGreaterThan(4260);
    expect(isInside(utilisation)).toBe(true);
  });

  it('nothing is said of a part that is too short', () => {
    const answer = ask({ untilSec: 33 });
    expect(answer.figures).toBeNull();
    expect(partWords(answer)).toContain('too short yet');
    expect(lawLines(answer, ['little', 'utilisation'])).toEqual([]);
    expect(ask({ untilSec: 0 }).figures).toBeNull();
  });

  it('a limit on different requests leaves no closed form, and says so', () => {
    const limit = { type: 'set-limit', tenant: 'G', limitPerSec: 60, limitBurst: 30 } as const;
    const { figures } = ask({ untilSec: 45, actions: [{ atSec: 35, action: limit }] });
    expect(figures?.utilisation).toEqual({ holds: false, why: expect.stringContaining('a limit holds') });
    const [line] = lawLines(ask({ untilSec: 45, actions: [{ atSec: 35, action: limit }] }), ['utilisation']);
    expect(line).toMatchObject({ state: 'none', closedForm: '', note: expect.stringContaining('No closed form here') });
  });

  it('nor does a fault', () => {
    const base = fixtureScenario(12);
    const fault = {
      id: 'f',
      label: 'Slow',
      atUs: 2e6,
      forUs: 50e6,
      fault: { id: 'slow', params: {} },
      target: { tier: 'app', count: 1 },
    } as const;
    const { figures } = ask({ untilSec: 20, scenario: { ...base, timeline: [...base.timeline, fault] } });
    expect(figures?.utilisation).toMatchObject({ holds: false, why: expect.stringContaining('a fault holds') });
    expect(figures?.little.every(isInside)).toBe(true);
  });
});

describe('blast radius', () => {
  it('of one database is one over their number, counted from the placement', () => {
    expect(ask({ untilSec: 1 }).blast).toEqual({ kind: 'databases', count: 1, closedForm: 1, mean: 1, worst: 1 });
    const { blast } = ask({ untilSec: 28, actions: [switchTo('cells', 1)] });
    expect(blast).toMatchObject({ kind: 'databases', count: 4, closedForm: 0.25, worst: 0.25 });
  });

  it('of shuffle shards is 1/C(8,2), beside the pairs that share both servers', () => {
    const answer = ask({ untilSec: 3, actions: [switchTo('shuffle', 1)] });
    expect(answer.blast).toMatchObject({ kind: 'shards', servers: 8, size: 2, pairs: 66 });
    if (answer.blast.kind !== 'shards') throw new TypeError('not shards');
    expect(answer.blast.closedForm).toBeCloseTo(1 / 28, 12);
    expect(answer.blast.measured * 66).toBeCloseTo(Math.round(answer.blast.measured * 66), 9);
    expect(lawLines(answer, ['blast'])[0]?.formula).toBe('1/C(8,2)');
  });
});

describe('the rest of the panel', () => {
  it('names claims that exist, for every chart', () => {
    const known = [...MODELLED, ...NOT_MODELLED].map(({ name }) => name);
    expect(NAMED_CLAIMS.filter((name) => !known.includes(name))).toEqual([]);
    for (const { id } of CHARTS) {
      const { modelled, missing, laws: wanted } = truthFacts(id);
      expect(Math.min(modelled.length, missing.length, wanted.length), id).toBeGreaterThan(0);
    }
  });

  it('counts what is on the screen, and calls few what is few', () => {
    const data = benchFixture({ untilSec: 20 });
    const focus = { tenant: 2, cursorUs: null };
    const [recent, whole] = samplesOf('latency-lines', data, focus);
    expect(recent?.n).toBe(data.ticks.at(-1)?.tenants[2]?.recentCount);
    expect(whole?.n).toBe(data.ticks.reduce((sum, tick) => sum + (tick.tenants[2]?.completed ?? 0), 0));
    expect(sampleWords(recent!)).toMatch(/^\d+ answers of C in the last 5 s, few$/);
    expect(whole?.few).toBe((whole?.n ?? 0) < 1000);
    for (const { id } of CHARTS) {
      for (const each of samplesOf(id, data, focus)) expect(Number.isFinite(each.n), id).toBe(true);
      for (const each of samplesOf(id, benchFixture(), focus)) expect(each.n, id).toBeGreaterThanOrEqual(0);
    }
  });
});
