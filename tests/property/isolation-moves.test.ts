/**
 * Isolation changes at any instant, among all models, before moves are over, while writes are frozen and after moves were
 * rolled back: nobody is lost, everybody is placed exactly once, and a run that is saved and restored there goes on the same.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue, Run, type StampedAction } from '../../sim-engine/index.ts';
import { oncePerTier } from '../support/placed-once.ts';
import { cases } from '../support/property-seed.ts';
import { randomRun } from '../support/random-run.ts';

const STEP_US = 50_000;

const model = fc.constantFrom(...catalogue.isolation.map(({ id }) => id));
/** Instants close enough to each other that moves are cut off in every stage. */
const switches = fc.array(fc.tuple(fc.integer({ min: 0, max: 5_900_000 }), model), { minLength: 2, maxLength: 8 });

describe('isolation', () => {
  it('can change at any instant, and the run can be saved there', () => {
    const reached = new Map<string, number>();
    const count = (what: string) => reached.set(what, (reached.get(what) ?? 0) + 1);
    fc.assert(
      fc.property(randomRun, switches, (random, drawn) => {
        const { scenario, seed } = random;
        const options = { scenario, scenarioSha256: 'sha', seed };
        const actions = [...drawn]
          .sort(([a], [b]) => a - b)
          .map(([atUs, id], sequence): StampedAction => {
            return { sequence, atUs, action: { type: 'switch-isolation', model: { id, params: {} } } };
          });
        const straight = Run.create(options);
        let cut = Run.create(options);
        for (const action of actions) {
          straight.submit(action);
          cut.submit(action);
        }
        let before = '';
        for (let atUs = 0; atUs <= scenario.durationUs; atUs += STEP_US) {
          cut.advanceTo(atUs);
          const { moves } = cut.topology();
          const stages = moves.map(({ tenant, stage }) => `${tenant} ${stage}`).join();
          if (stages === before) continue;
          before = stages;
          for (const { stage } of moves) count(stage);
          const restored = Run.restore(options, cut.snapshot());
          if (!restored.ok) expect.fail(JSON.stringify(restored.issues));
          cut = restored.value;
          oncePerTier(cut.topology(), scenario.tenants.length);
          for (const tenant of Object.values(cut.result().tenants)) {
            const ended = tenant.completed + tenant.rejected + tenant.timedOut + tenant.failed;
            expect(ended + tenant.inFlight).toBe(tenant.arrived);
          }
        }
        cut.advanceTo(scenario.durationUs);
        straight.advanceTo(scenario.durationUs);
        for (const { kind, tenant } of straight.log()) {
          if (kind === 'move-rolled-back') count(tenant === '' ? 'called off' : 'rolled back');
          if (kind === 'cutover') count('cut over');
        }
        expect(cut.digest()).toBe(straight.digest());
        expect(cut.result()).toEqual(straight.result());
        expect(cut.topology()).toEqual(straight.topology());
      }),
      cases(60),
    );
    for (const state of ['waiting', 'copying', 'catching-up', 'frozen', 'verifying']) {
      expect(reached.get(state) ?? 0, `no run was looked at with a move ${state}`).toBeGreaterThan(0);
    }
    for (const end of ['called off', 'rolled back', 'cut over']) {
      expect(reached.get(end) ?? 0, `no move was ${end}`).toBeGreaterThan(0);
    }
  });
});
