/** @module Noise that the learner has planned stands on the timeline ahead of the clock, until it begins or is called off. */
import { describe, expect, test } from 'vitest';
import { suggestedStartSeconds } from '../../lab-ui/bench/noise-draft.ts';
import { timeline } from '../../lab-ui/charts/timeline.ts';
import { noiseFacts, ownPlannedNoise } from '../../lab-ui/text/run-facts.ts';
import { summarySentence } from '../../lab-ui/text/summary.ts';
import type { Action } from '../../sim-engine/model/scenario.ts';
import { benchFixture } from './bench-fixture.ts';

const FOCUS = { tenant: 0, cursorUs: null };
const plan = (fromUs: number): Action => ({
  type: 'inject-noise',
  tenant: 'B',
  noise: { id: 'request-flood', params: { ratePerSec: 90 } },
  fromUs,
  forUs: 6_000_000,
});
const playedTo = (untilSec: number, ...more: readonly { readonly atSec: number; readonly action: Action }[]) =>
  benchFixture({ untilSec, actions: [{ atSec: 2, action: plan(10_000_000) }, ...more] });

const rows = (data: ReturnType<typeof benchFixture>) =>
  timeline.table(data, FOCUS).rows.filter(([, , what]) => String(what).startsWith('B'));

describe('planned noise', () => {
  test('is to come, then runs, then is over, under one number', () => {
    const states = [5, 12, 18].map((sec) => noiseFacts(playedTo(sec)).filter(({ tenant }) => tenant === 1));
    expect(states.flat().map(({ noise, state, fromUs, toUs }) => [noise, state, fromUs, toUs])).toEqual([
      [1, 'planned', 10_000_000, 16_000_000],
      [1, 'running', 10_000_000, 16_000_000],
      [1, 'over', 10_000_000, 16_000_000],
    ]);
    expect(rows(playedTo(5))).toEqual([[10, 16, 'B floods 90/s', 'planned']]);
    // The scenario's own flood comes at 30 s: what comes first is said first.
    expect(summarySentence(playedTo(5)).rest).toContain('B floods at 10.0 s');
  });

  test('is nowhere once it was called off, and then the next one has the next number', () => {
    const off = { atSec: 4, action: { type: 'stop-noise', noise: 1 } as const };
    const again = { atSec: 4.5, action: plan(20_000_000) };
    expect(ownPlannedNoise(playedTo(3)).map(({ noise }) => noise)).toEqual([1]);
    expect(ownPlannedNoise(playedTo(5, off))).toEqual([]);
    expect(ownPlannedNoise(playedTo(5, off, again)).map(({ noise }) => noise)).toEqual([2]);
    expect(rows(playedTo(18, off))).toEqual([]);
    const standing = playedTo(5);
    const calledOff = { ...standing, actions: [...standing.actions, { atUs: 5e6, action: off.action }] };
    expect(ownPlannedNoise(calledOff)).toEqual([]);
  });

  test('is suggested for a whole ten seconds that are still to come, within the run', () => {
    const at = [0, 4.9, 5, 61.2, 118].map((sec) => suggestedStartSeconds(sec * 1e6, 120e6));
    expect(at).toEqual([10, 10, 20, 70, 119.9]);
  });
});
