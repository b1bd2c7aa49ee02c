/**
 * A run is a value: however it is sliced, and wherever it is saved and restored (in the middle of a move as well), its
 * digest, its ticks, its state and its complete result stay the same. Random runs, random cuts.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Run } from '../../sim-engine/index.ts';
import { encodeState } from '../../sim-engine/protocol/frame-codec.ts';
import { cases } from '../support/property-seed.ts';
import { instants, type RandomRun, randomRun, started } from '../support/random-run.ts';
import { Sometimes } from '../support/sometimes.ts';

/** Everything that can be seen of a run at its end. */
function seen(run: Run, ticks: readonly Uint8Array[]) {
  return {
    digest: run.digest(),
    trail: run.trail(),
    result: run.result(),
    topology: run.topology(),
    state: Buffer.from(encodeState(run.state())).toString('hex'),
    ticks: ticks.map((tick) => Buffer.from(tick).toString('hex')),
  };
}

function whole(random: RandomRun) {
  const run = started(random);
  run.advanceTo(random.scenario.durationUs);
  return seen(run, run.takeTicks());
}

describe('a run', () => {
  it('is the same in one slice or many, whether it is looked at or not', () => {
    const sometimes = new Sometimes();
    fc.assert(
      fc.property(randomRun, instants, (random, cuts) => {
        const run = started(random);
        const ticks: Uint8Array[] = [];
        for (const cut of [...cuts, random.scenario.durationUs]) {
          run.advanceTo(cut);
          run.result();
          run.state();
          run.snapshot();
          ticks.push(...run.takeTicks());
        }
        expect(seen(run, ticks)).toEqual(whole(random));
        sometimes.see(run.result());
      }),
      cases(80),
    );
    sometimes.assertAll();
  });

  it('takes an action at the same instant whether it is handed in early or when its time has come', () => {
    fc.assert(
      fc.property(randomRun, (random) => {
        const run = started({ ...random, actions: [] });
        for (const action of random.actions) {
          run.advanceTo(action.atUs);
          run.submit(action);
        }
        run.advanceTo(random.scenario.durationUs);
        expect(run.digest()).toBe(whole(random).digest);
      }),
      cases(40),
    );
  });

  it('goes on from a checkpoint as if it had never stopped', () => {
    const sometimes = new Sometimes();
    let duringMove = 0;
    fc.assert(
      fc.property(randomRun, instants, (random, cuts) => {
        const options = { scenario: random.scenario, scenarioSha256: 'sha', seed: random.seed, ticks: true };
        let run = started(random);
        const ticks: Uint8Array[] = [];
        for (const cut of cuts) {
          run.advanceTo(cut);
          ticks.push(...run.takeTicks());
          if (run.topology().moves.length > 0) duringMove++;
          const snapshot = run.snapshot();
          const restored = Run.restore(options, snapshot);
          if (!restored.ok) expect.fail(JSON.stringify(restored.issues));
          run = restored.value;
          expect(Buffer.from(run.snapshot()).equals(Buffer.from(snapshot)), 'a snapshot restores to itself').toBe(true);
        }
        run.advanceTo(random.scenario.durationUs);
        ticks.push(...run.takeTicks());
        expect(seen(run, ticks)).toEqual(whole(random));
        sometimes.see(run.result());
      }),
      cases(80),
    );
    sometimes.assertAll();
    expect(duringMove, 'no checkpoint fell into a move').toBeGreaterThan(0);
  });

  it('is never restored from a damaged snapshot without saying so, and never throws over one', () => {
    fc.assert(
      fc.property(randomRun, fc.double({ min: 0, max: 1, noNaN: true }), (random, share) => {
        const run = started(random);
        run.advanceTo(1_000_000);
        const snapshot = run.snapshot();
        const options = { scenario: random.scenario, scenarioSha256: 'sha', seed: random.seed, ticks: true };
        const cut = snapshot.slice(0, Math.floor(share * (snapshot.length - 1)));
        expect(Run.restore(options, cut).ok).toBe(false);
        const longer = new Uint8Array(snapshot.length + 1);
        longer.set(snapshot);
        expect(Run.restore(options, longer).ok).toBe(false);
        expect(Run.restore({ ...options, seed: random.seed + 1 }, snapshot).ok).toBe(false);
        expect(Run.restore({ ...options, scenarioSha256: 'other' }, snapshot).ok).toBe(false);
        expect(Run.restore({ ...options, ticks: false }, snapshot).ok).toBe(false);
      }),
      cases(40),
    );
  });
});
