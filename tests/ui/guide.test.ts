/** @module A guide step ends when its thing was on the screen for a second, in one go; facts come from the run alone. */
import { describe, expect, it } from 'vitest';
import { createActor, SimulatedClock } from 'xstate';
import { guideFacts } from '../../lab-ui/state/guide-facts.ts';
import { type GuideFacts, guideMachine, guideStep, SEEN_MS } from '../../lab-ui/state/guide-machine.ts';
import { benchData, tick } from './bench-fixtures.ts';

const nothing: GuideFacts = { flooding: false, hurt: false, switched: false, healed: false };

function startGuide() {
  const clock = new SimulatedClock();
  const actor = createActor(guideMachine, { clock }).start();
  const see = (facts: Partial<GuideFacts>, atUs = 0) =>
    actor.send({ type: 'FACTS', facts: { ...nothing, ...facts }, atUs });
  const doneUs = () => actor.getSnapshot().context.doneUs;
  return { actor, see, clock, doneUs, step: () => guideStep(actor.getSnapshot().value) };
}

describe('guide machine', () => {
  it('goes through four steps, a held second each, and ends', () => {
    const { actor, see, clock, step } = startGuide();
    const facts: Partial<GuideFacts>[] = [{ flooding: true }, { hurt: true }, { switched: true }, { healed: true }];
    facts.forEach((seen, at) => {
      expect(step()).toBe(at + 1);
      see(seen);
      clock.increment(SEEN_MS);
    });
    expect(actor.getSnapshot().value).toBe('done');
    expect(step()).toBe(0);
  });

  it('does not count what vanished before the second was over', () => {
    const { see, clock, step } = startGuide();
    see({ flooding: true });
    clock.increment(SEEN_MS - 1);
    see({});
    clock.increment(SEEN_MS);
    expect(step()).toBe(1);
    see({ flooding: true });
    see({ flooding: true });
    clock.increment(SEEN_MS);
    expect(step()).toBe(2);
  });

  it('remembers for each step since when its thing was there, in time of the run', () => {
    const { see, clock, doneUs } = startGuide();
    see({ flooding: true }, 30e6);
    see({ flooding: true }, 30.6e6);
    clock.increment(SEEN_MS);
    expect(doneUs()).toEqual([30e6]);
    see({ hurt: true }, 32e6);
    see({}, 32.2e6);
    see({ hurt: true }, 34e6);
    see({ hurt: true }, 34.5e6);
    clock.increment(SEEN_MS);
    expect(doneUs()).toEqual([30e6, 34e6]);
  });

  it('can be left at any step', () => {
    const { actor, step } = startGuide();
    actor.send({ type: 'LEAVE' });
    expect(actor.getSnapshot().value).toBe('left');
    expect(step()).toBe(0);
  });
});

describe('guide facts', () => {
  const flood = { atUs: 0, kind: 'noise-start', tenant: 'G', text: '', noise: 0, untilUs: 60e6 } as const;
  const toCells = { atUs: 40e6, action: { type: 'switch-isolation', model: { id: 'cells', params: {} } } } as const;

  it('sees nothing before the first tick', () => {
    expect(guideFacts(null)).toEqual(nothing);
    expect(guideFacts(benchData({}))).toEqual(nothing);
  });

  const calm = [50_000, 50_000, 50_000];
  const allHurt = [900_000, 900_000, 900_000];
  /** Ten ticks of each: five seconds, enough for the smoothed states to follow. */
  const phases = (...p99s: readonly (readonly number[])[]) =>
    p99s.flatMap((p99Us, phase) => Array.from({ length: 10 }, (_, at) => tick(10 * phase + at, p99Us)));

  it('does not take the flooder itself for a hurt neighbour', () => {
    const facts = guideFacts(benchData({ log: [flood], ticks: phases(calm, [50_000, 50_000, 900_000]) }));
    expect(facts).toEqual({ ...nothing, flooding: true });
  });

  it('sees the neighbours hurt, then healed once half of the worst are back', () => {
    const hurt = benchData({ log: [flood], ticks: phases(calm, allHurt) });
    expect(guideFacts(hurt)).toEqual({ ...nothing, flooding: true, hurt: true });
    const notYet = benchData({ log: [flood], actions: [toCells], ticks: phases(calm, allHurt) });
    expect(guideFacts(notYet)).toMatchObject({ switched: true, healed: false });
    const better = phases(calm, allHurt, [50_000, 900_000, 900_000]);
    expect(guideFacts(benchData({ log: [flood], actions: [toCells], ticks: better })).healed).toBe(true);
  });

  it('leaves nobody waiting at a step when the run is over', () => {
    const facts = guideFacts(benchData({ log: [flood], status: 'finished', ticks: phases(calm) }));
    expect(facts).toEqual({ flooding: true, hurt: true, switched: true, healed: true });
  });
});
