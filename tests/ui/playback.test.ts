/** @module The clock of the page: which events lead where, that it never leaves the run, and what the past looks like. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createActor } from 'xstate';
import { pastData } from '../../lab-ui/state/past-data.ts';
import { type PlaybackEvent, paceOf, playbackMachine } from '../../lab-ui/state/playback-machine.ts';
import { TICK_US } from '../../sim-engine/protocol/frame-codec.ts';
import { cases } from '../support/property-seed.ts';
import { benchData } from './bench-fixtures.ts';

const HEAD_US = 60_000_000;

function start() {
  const actor = createActor(playbackMachine).start();
  const at = () => actor.getSnapshot().context.atUs;
  const state = () => actor.getSnapshot().value;
  return { actor, at, state };
}

const headUs = fc.integer({ min: 0, max: 10 * HEAD_US });
const anEvent: fc.Arbitrary<PlaybackEvent> = fc.oneof(
  fc.record({
    type: fc.constantFrom('SEEK' as const, 'GRAB' as const, 'DRAG' as const, 'COMPARE' as const),
    atUs: fc.double({ min: -1e9, max: 1e9, noNaN: true }),
    headUs,
  }),
  fc.record({ type: fc.constant('RELEASE' as const), headUs }),
  fc.record({ type: fc.constant('ELAPSED' as const), wallMs: fc.integer({ min: 0, max: 5000 }), headUs }),
  fc.constantFrom({ type: 'PLAY' as const }, { type: 'HALT' as const }, { type: 'LIVE' as const }),
  fc.record({
    type: fc.constant('LOOP' as const),
    loop: fc.option(fc.record({ fromUs: fc.integer({ min: 0, max: 1e7 }), toUs: fc.integer({ min: 2e7, max: 3e7 }) })),
  }),
);

describe('the playback', () => {
  it('shows the newest moment exactly in live, and else one within the run', () => {
    fc.assert(
      fc.property(fc.array(anEvent, { maxLength: 40 }), (events) => {
        const { actor, at, state } = start();
        let most = 0;
        for (const event of events) {
          if ('headUs' in event) most = Math.max(most, event.headUs);
          actor.send(event);
          expect(at() === null).toBe(state() === 'live');
          if (at() === null) continue;
          expect(Number.isInteger(at())).toBe(true);
          expect(at()).toBeGreaterThanOrEqual(0);
          expect(at()).toBeLessThanOrEqual(most);
        }
      }),
      cases(300),
    );
  });

  it('plays the past at its speed, loops a span, and is live again at the newest moment', () => {
    const { actor, at, state } = start();
    actor.send({ type: 'SEEK', atUs: 10_000_000, headUs: HEAD_US });
    actor.send({ type: 'SPEED', speed: 2 });
    actor.send({ type: 'PLAY' });
    actor.send({ type: 'ELAPSED', wallMs: 500, headUs: HEAD_US });
    expect(at()).toBe(11_000_000);
    actor.send({ type: 'LOOP', loop: { fromUs: 9_000_000, toUs: 12_000_000 } });
    actor.send({ type: 'ELAPSED', wallMs: 1000, headUs: HEAD_US });
    expect(at()).toBe(10_000_000);
    actor.send({ type: 'LOOP', loop: null });
    actor.send({ type: 'ELAPSED', wallMs: 60_000, headUs: HEAD_US });
    expect(state()).toBe('live');
  });

  it('is dragged to a moment, and let go at the newest it is live', () => {
    const { actor, at, state } = start();
    actor.send({ type: 'GRAB', atUs: 5.4, headUs: HEAD_US });
    actor.send({ type: 'DRAG', atUs: 7_000_000.2, headUs: HEAD_US });
    expect([state(), at()]).toEqual(['scrubbing', 7_000_000]);
    actor.send({ type: 'RELEASE', headUs: HEAD_US });
    expect([state(), at()]).toEqual(['paused', 7_000_000]);
    actor.send({ type: 'GRAB', atUs: 2 * HEAD_US, headUs: HEAD_US });
    actor.send({ type: 'RELEASE', headUs: HEAD_US });
    expect([state(), at()]).toEqual(['live', null]);
  });
});

describe('two runs that are compared', () => {
  const compare = () => {
    const started = start();
    started.actor.send({ type: 'COMPARE', atUs: 10_000_000, headUs: HEAD_US });
    const pace = () => paceOf(started.actor.getSnapshot().value);
    const isComparing = () => started.actor.getSnapshot().matches('comparing');
    return { ...started, pace, isComparing };
  };

  it('have one moment that is sought, dragged, played and looped, and stay compared', () => {
    const { actor, at, pace, isComparing } = compare();
    expect([isComparing(), pace(), at()]).toEqual([true, 'paused', 10_000_000]);
    actor.send({ type: 'PLAY' });
    actor.send({ type: 'ELAPSED', wallMs: 500, headUs: HEAD_US });
    expect([pace(), at()]).toEqual(['replaying', 10_500_000]);
    actor.send({ type: 'LOOP', loop: { fromUs: 9_000_000, toUs: 11_000_000 } });
    actor.send({ type: 'ELAPSED', wallMs: 1000, headUs: HEAD_US });
    expect(at()).toBe(9_500_000);
    actor.send({ type: 'GRAB', atUs: 3_000_000, headUs: HEAD_US });
    actor.send({ type: 'DRAG', atUs: 4_000_000, headUs: HEAD_US });
    expect([pace(), at()]).toEqual(['scrubbing', 4_000_000]);
    actor.send({ type: 'RELEASE', headUs: HEAD_US });
    expect([isComparing(), pace(), at()]).toEqual([true, 'paused', 4_000_000]);
  });

  it('have no newest moment: played, dragged or sought to the end they stand there', () => {
    const { actor, at, pace, isComparing } = compare();
    const atEnd = [true, 'paused', HEAD_US];
    actor.send({ type: 'PLAY' });
    actor.send({ type: 'ELAPSED', wallMs: 90_000, headUs: HEAD_US });
    expect([isComparing(), pace(), at()]).toEqual(atEnd);
    actor.send({ type: 'SEEK', atUs: 5, headUs: HEAD_US });
    actor.send({ type: 'SEEK', atUs: 2 * HEAD_US, headUs: HEAD_US });
    expect([isComparing(), pace(), at()]).toEqual(atEnd);
    actor.send({ type: 'GRAB', atUs: 2 * HEAD_US, headUs: HEAD_US });
    actor.send({ type: 'RELEASE', headUs: HEAD_US });
    expect([isComparing(), pace(), at()]).toEqual(atEnd);
  });
});

describe('the past', () => {
  it('has what had happened by then, and keeps the newest beside it', () => {
    const head = benchData({
      simulatedUs: 10 * TICK_US,
      actions: [2, 4, 6].map((tick) => ({
        atUs: tick * TICK_US,
        action: { type: 'set-balancing', policy: 'random' } as never,
      })),
    });
    const then = pastData(head, 4 * TICK_US + 1, null);
    expect(then.ticks).toHaveLength(Math.min(4, head.ticks.length));
    expect(then.actions.map(({ atUs }) => atUs)).toEqual([2 * TICK_US, 4 * TICK_US]);
    expect(then).toMatchObject({ simulatedUs: 4 * TICK_US + 1, digest: null, head });
  });
});
