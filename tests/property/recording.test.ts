/**
 * Time travel changes nothing: at any instant, in any order of asking, a recording gives the run that straight execution
 * gives there, which goes on as the recorded one did; a fork goes on as a run of its own log would; and snapshots stay
 * within their budget. Random runs, actions, instants and rules.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Recording, type RecordingRule, Run, type RunOptions, type StampedAction } from '../../sim-engine/index.ts';
import { encodeState } from '../../sim-engine/protocol/frame-codec.ts';
import { cases } from '../support/property-seed.ts';
import { instants, type RandomRun, randomRun } from '../support/random-run.ts';
import { Sometimes } from '../support/sometimes.ts';

const END_US = 6_000_000;

const rule: fc.Arbitrary<RecordingRule> = fc.record({
  everyEvents: fc.integer({ min: 20, max: 2000 }),
  bytesMax: fc.oneof(fc.constant(1 << 26), fc.integer({ min: 0, max: 2_000_000 })),
});

/** Places in the part of a run that has passed, as shares of it. */
const places = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 4 });

function optionsOf(random: RandomRun): RunOptions {
  return { scenario: random.scenario, scenarioSha256: 'sha', seed: random.seed, ticks: true };
}

function straightTo(us: number, options: RunOptions, actions: readonly StampedAction[]): Run {
  const run = Run.create(options);
  for (const action of actions) run.submit(action);
  run.advanceTo(us);
  run.takeTicks();
  return run;
}

/** Everything that can be seen of a run where it stands. */
function seen(run: Run) {
  return {
    nowUs: run.nowUs,
    digest: run.digest(),
    trail: run.trail(),
    result: run.result(),
    topology: run.topology(),
    state: Buffer.from(encodeState(run.state())).toString('hex'),
    ticks: run.takeTicks().map((tick) => Buffer.from(tick).toString('hex')),
  };
}

/** The places as instants, and the instants of two actions, before which they have not taken effect. */
function instantsOf(shares: readonly number[], random: RandomRun, nowUs: number): number[] {
  const acted = random.actions.map((action) => action.atUs).filter((us) => us <= nowUs);
  return [...shares.map((share) => Math.floor(share * nowUs)), ...acted.slice(-2)];
}

/** Advances in pieces; every second action is handed in when its time has come, the others with the one before. */
function record(random: RandomRun, kept: RecordingRule, cuts: readonly number[]): Recording {
  const recording = new Recording(optionsOf(random), kept);
  random.actions.forEach((action, at) => {
    if (at % 2 === 0) recording.advanceTo(action.atUs);
    recording.submit(action);
  });
  for (const cut of cuts) recording.advanceTo(cut);
  return recording;
}

describe('a recording', () => {
  it('gives at any instant the run that straight execution gives, now and from there on', () => {
    const sometimes = new Sometimes();
    let snapshots = 0;
    fc.assert(
      fc.property(randomRun, rule, instants, places, (random, kept, cuts, shares) => {
        const options = optionsOf(random);
        const recording = record(random, kept, cuts);
        const visit = (): void => {
          for (const us of instantsOf(shares, random, recording.run.nowUs)) {
            const run = recording.seek(us);
            const straight = straightTo(us, options, random.actions);
            expect(seen(run)).toEqual(seen(straight));
            run.advanceTo(END_US);
            straight.advanceTo(END_US);
            expect(seen(run)).toEqual(seen(straight));
          }
        };
        visit();
        recording.advanceTo(END_US);
        visit();
        recording.run.takeTicks();
        expect(seen(recording.run)).toEqual(seen(straightTo(END_US, options, random.actions)));
        snapshots += recording.snapshots;
        sometimes.see(recording.run.result());
      }),
      cases(25),
    );
    sometimes.assertAll();
    expect(snapshots, 'no seek began at a snapshot').toBeGreaterThan(100);
  });

  it('forks into a run that goes its own way, and stays what it was', () => {
    let otherWays = 0;
    fc.assert(
      fc.property(randomRun, rule, places, (random, kept, shares) => {
        const options = optionsOf(random);
        const recording = record(random, kept, [END_US]);
        const whole = seen(recording.run);
        for (const us of instantsOf(shares, random, END_US)) {
          const { run, actions } = recording.fork(us);
          expect(actions).toEqual(random.actions.filter((action) => action.atUs < us));
          const own: StampedAction[] = [
            { sequence: 100, atUs: us, action: { type: 'switch-isolation', model: { id: 'silo', params: {} } } },
            { sequence: 101, atUs: us, action: { type: 'set-limit', tenant: 'A', limitPerSec: 3, limitBurst: 1 } },
          ];
          const straight = straightTo(us, options, [...actions, ...own]);
          for (const action of own) run.submit(action);
          run.advanceTo(END_US);
          straight.advanceTo(END_US);
          const forked = seen(run);
          expect(forked).toEqual(seen(straight));
          if (forked.digest !== whole.digest) otherWays++;
        }
        expect(recording.seek(END_US).digest()).toBe(whole.digest);
      }),
      cases(25),
    );
    expect(otherWays, 'no fork came to anything else').toBeGreaterThan(0);
  });

  it('keeps its snapshots within their budget, and as close as the budget allows', () => {
    let thinned = 0;
    fc.assert(
      fc.property(randomRun, rule, places, (random, kept, shares) => {
        const recording = new Recording(optionsOf(random), kept);
        for (const action of random.actions) recording.submit(action);
        for (let us = 250_000; us <= END_US; us += 250_000) {
          recording.advanceTo(us);
          expect(recording.bytes).toBeLessThanOrEqual(kept.bytesMax!);
        }
        for (const share of shares) {
          recording.seek(Math.floor(share * END_US));
          expect(recording.bytes).toBeLessThanOrEqual(kept.bytesMax!);
        }
        if (recording.everyEvents > kept.everyEvents!) thinned++;
        // A piece between two looks may hold more events than it was meant to; arrivals may triple within one.
        const least = Math.floor(recording.run.events / recording.everyEvents / 3) - 1;
        expect(recording.snapshots).toBeGreaterThanOrEqual(least);
      }),
      cases(40),
    );
    expect(thinned, 'no budget was ever too small').toBeGreaterThan(0);
  });

  it('does not go where the run has not been, nor takes an action for the past', () => {
    fc.assert(
      fc.property(randomRun, (random) => {
        const recording = new Recording(optionsOf(random));
        recording.advanceTo(1_000_000);
        for (const us of [-1, 1_000_001, 0.5, Number.NaN]) expect(() => recording.seek(us)).toThrow('no instant');
        expect(() => recording.fork(1_000_001)).toThrow('no instant');
        const late = { sequence: 0, atUs: 999_999, action: { type: 'clear-limit', tenant: 'A' } } as const;
        expect(() => recording.submit(late)).toThrow('too late');
      }),
      cases(2),
    );
  });
});
