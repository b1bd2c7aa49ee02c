/** Live moves in a running system: throttle, rounds, freeze, comparison, and going back to how everything was. */
import { describe, expect, it } from 'vitest';
import { Run } from '../../../sim-engine/index.ts';
import type { MoveSpec, Scenario } from '../../../sim-engine/model/scenario.ts';
import { buildScenario } from '../../support/scenario-builder.ts';

const SECOND = 1_000_000;
const SWITCH_US = 2 * SECOND;

/**
 * A writes at fixed times on a system with room to spare, and its data takes 800 IO operations; B sends hardly anything, has
 * no data, and moves after A.
 */
function writing(writesPerSec: number, move: Partial<MoveSpec>, durationUs = 40 * SECOND): Scenario {
  const base = buildScenario({ durationUs, timeline: [], objectives: [] });
  const fixed = (mean: number) => ({ law: 'deterministic', mean, params: {} });
  const [a, b] = base.tenants;
  const sends = (ratePerSec: number) => ({
    ...a!.workload,
    arrivals: { id: 'deterministic', params: { ratePerSec } },
    mix: [{ operation: 'write', weight: 1 }],
  });
  return {
    ...base,
    tenants: [
      { ...a!, dataBytes: 800 * 65_536, workload: sends(writesPerSec) },
      { ...b!, dataBytes: 0, workload: sends(0.1) },
    ],
    operations: base.operations.map((each) => ({ ...each, app: fixed(1000), cpu: fixed(2000), io: fixed(1) })),
    system: { ...base.system, move: { ...base.system.move, streams: 1, ...move } },
  };
}

function moving(scenario: Scenario, model = 'bridge') {
  const run = Run.create({ scenario, scenarioSha256: 'x', seed: 3 });
  run.submit({
    sequence: 0,
    atUs: SWITCH_US,
    action: { type: 'switch-isolation', model: { id: model, params: {} } },
  });
  return run;
}

const moveOfA = (run: Run) => run.topology().moves.find(({ tenant }) => tenant === 0);

/** Stages of A's move, in order, with the time at which each was first seen, looked at every 10 ms. */
function stages(run: Run, untilUs: number) {
  const seen: { stage: string; round: number; atUs: number }[] = [];
  for (let atUs = SWITCH_US; atUs <= untilUs; atUs += 10_000) {
    run.advanceTo(atUs);
    const move = moveOfA(run);
    if (move === undefined) continue;
    const last = seen[seen.length - 1];
    if (last?.stage !== move.stage || last.round !== move.round)
      seen.push({ stage: move.stage, round: move.round, atUs });
  }
  return seen;
}

const kinds = (run: Run) => run.log().map((entry) => entry.kind);
const placesOfA = (run: Run) =>
  run
    .topology()
    .pools.filter(({ tenants }) => tenants.includes(0))
    .map(({ index }) => index);
const placements = (run: Run) => run.topology().pools.map(({ id, tenants, draining }) => ({ id, tenants, draining }));

describe('a live move', () => {
  it('copies no faster than its throttle', () => {
    const lasts = (copyIoPerSecMax: number) => {
      const run = moving(writing(1, { copyIoPerSecMax }));
      run.advanceTo(40 * SECOND);
      return run.log().find((entry) => entry.kind === 'cutover')!.atUs - SWITCH_US;
    };
    // 50 chunks of 16, each begun a fixed time after the one before.
    expect(lasts(100)).toBeGreaterThanOrEqual((49 * 16 * SECOND) / 100);
    expect(lasts(100)).toBeLessThan(8.5 * SECOND);
    expect(lasts(50)).toBeGreaterThanOrEqual((49 * 16 * SECOND) / 50);
  });

  it('copies in rounds that shrink by the write rate over the copy rate, then freezes, compares and hands over', () => {
    // 20 writes a second leave 20 IO operations each second to copy again, of the 100 that are copied: a fifth each round.
    const run = moving(writing(20, { copyIoPerSecMax: 100, bytesPerWrite: 65_536, freezeIo: 2, verifyShare: 0.5 }));
    const seen = stages(run, 30 * SECOND);
    const rounds = seen.filter(({ stage }) => stage === 'copying' || stage === 'catching-up');
    const ends = seen.slice(1).map(({ atUs }) => atUs);
    const lengths = rounds.map(({ atUs }, at) => ends[at]! - atUs);
    expect(rounds.map(({ round }) => round)).toEqual(rounds.map((_, at) => at));
    expect(rounds.length).toBeGreaterThanOrEqual(4);
    for (let at = 1; at < 3; at++) expect(lengths[at]! / lengths[at - 1]!).toBeCloseTo(0.2, 1);
    expect(seen.slice(rounds.length).map(({ stage }) => stage)).toEqual(['frozen', 'verifying']);
    expect(kinds(run)).toContain('cutover');
    expect(kinds(run)).not.toContain('move-rolled-back');
  });

  it('holds writes from the freeze to the cutover, charges that to the system, and lets reads pass', () => {
    const scenario = writing(50, { verifyShare: 1 });
    const stillUs = (changes: Partial<Scenario>) => {
      const run = moving({ ...scenario, ...changes });
      run.advanceTo(40 * SECOND);
      const charges = run.blame().filter((charge) => charge.resource === 'move');
      return { run, charges };
    };
    const { run, charges } = stillUs({});
    expect(charges.map(({ culprit, victim }) => [culprit, victim])).toEqual([['_system', 'A']]);
    expect(run.result().tenants.A!.latencyMs.max).toBeGreaterThan(2000);
    const reads = stillUs({
      tenants: scenario.tenants.map((tenant) => ({
        ...tenant,
        workload: { ...tenant.workload, mix: [{ operation: 'report', weight: 1 }] },
      })),
    });
    expect(reads.charges).toEqual([]);
    expect(reads.run.result().tenants.A!.latencyMs.max).toBeLessThan(500);
  });

  it('lets thousands go on at once, of whom most find no room further on', () => {
    const scenario = writing(2000, { verifyShare: 1 }, 20 * SECOND);
    const { system } = scenario;
    const narrow = {
      ...scenario,
      system: {
        ...system,
        connections: { ...system.connections, waitingMax: 4 },
        database: { ...system.database, coresPerUnit: 8, ioPerSecPerUnit: 1000 },
      },
    };
    const run = moving(narrow);
    let mostWaiting = 0;
    for (let atUs = 0; atUs <= 20 * SECOND; atUs += SECOND / 10) {
      run.advanceTo(atUs);
      mostWaiting = Math.max(mostWaiting, run.result().tenants.A!.inFlight);
    }
    expect(mostWaiting).toBeGreaterThan(2000);
    expect(kinds(run)).toContain('cutover');
    expect(run.result().tenants.A!.rejected).toBeGreaterThan(1000);
  });

  it('says so and goes back when writes are as fast as the copy', () => {
    const scenario = writing(30, { copyIoPerSecMax: 20, bytesPerWrite: 65_536, stalledRoundsMax: 2 }, 140 * SECOND);
    const run = moving(scenario);
    run.advanceTo(SWITCH_US);
    const before = placesOfA(run);
    run.advanceTo(140 * SECOND);
    const entry = run.log().find((each) => each.kind === 'move-rolled-back')!;
    expect(entry.tenant).toBe('A');
    expect(entry.text).toContain('writes as fast as its data is copied; after 2 rounds');
    expect(run.log().filter((each) => each.kind === 'cutover')).toMatchObject([{ tenant: 'B' }]);
    expect(placesOfA(run)).toEqual(before);
    // Nothing stands for A alone: what was built for its move is gone.
    expect(run.topology().pools.filter(({ tenants }) => tenants.length === 0)).toEqual([]);
    expect(run.topology().moves).toEqual([]);
  });

  it('goes back when the comparison fails, with everything as it was, for as many as the scenario says', () => {
    const failing = (verifyFailureProbability: number) => {
      const base = buildScenario({ timeline: [], objectives: [] });
      const run = moving({
        ...base,
        system: { ...base.system, move: { ...base.system.move, verifyFailureProbability } },
      });
      run.advanceTo(SWITCH_US);
      const before = placements(run);
      run.advanceTo(60 * SECOND);
      const count = (kind: string) => kinds(run).filter((each) => each === kind).length;
      return { before, after: placements(run), moved: count('cutover'), back: count('move-rolled-back') };
    };
    const always = failing(1);
    expect([always.moved, always.back]).toEqual([0, 12]);
    expect(always.after).toEqual(always.before);
    const sometimes = failing(0.5);
    expect(sometimes.moved + sometimes.back).toBe(12);
    expect(sometimes.moved).toBeGreaterThan(0);
    expect(sometimes.back).toBeGreaterThan(0);
    expect(failing(0)).toMatchObject({ moved: 12, back: 0 });
  });

  it.each(['copying', 'frozen', 'verifying'])('is called off by switching back while %s', (wanted) => {
    const run = moving(writing(20, { copyIoPerSecMax: 100, verifyShare: 1, bytesPerWrite: 65_536 }));
    run.advanceTo(SWITCH_US);
    const before = { placements: placements(run), price: run.topology().priceMicroUsdPerHour };
    let atUs = SWITCH_US;
    for (; moveOfA(run)?.stage !== wanted && atUs < 30 * SECOND; atUs += 1000) run.advanceTo(atUs);
    expect(moveOfA(run)?.stage).toBe(wanted);
    run.submit({
      sequence: 1,
      atUs: run.nowUs,
      action: { type: 'switch-isolation', model: { id: 'shared', params: {} } },
    });
    run.advanceTo(run.nowUs + 1 * SECOND);
    expect(kinds(run)).toContain('move-rolled-back');
    expect({ placements: placements(run), price: run.topology().priceMicroUsdPerHour }).toEqual(before);
    run.advanceTo(40 * SECOND);
    const { arrived, completed, inFlight } = run.result().tenants.A!;
    // Whoever waited at the gate went on.
    expect(inFlight).toBeLessThan(3);
    expect(completed + inFlight).toBe(arrived);
  });
});
