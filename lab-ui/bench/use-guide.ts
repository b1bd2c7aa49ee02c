/** @module Runs the first-run guide over a run: feeds it what is on the screen, paces the calm part, remembers its end. */
import { useSelector } from '@xstate/react';
import { useEffect, useState } from 'react';
import { createActor } from 'xstate';
import type { Lead } from '../charts/chart.ts';
import { api } from '../net/api.ts';
import type { BenchData } from '../state/bench-data.ts';
import { guideFacts } from '../state/guide-facts.ts';
import { guideMachine, guideStep } from '../state/guide-machine.ts';
import { changeLearner, currentLearner } from '../state/learner.ts';
import type { BenchSession } from './bench-session.ts';

/** The calm part before the first planned noise is played this fast, simulated seconds per second. */
export const CALM_SPEED = 6;

/** The calm part ends this long before the noise, so that the change of speed arrives in time; simulated microseconds. */
const CALM_MARGIN_US = 400_000;

/** The guide as the bench shows it. */
export interface Guide {
  /** 1 to 4, or 0 when there is no guide (any more). */
  readonly step: number;
  /** True when all four steps were seen in this run. */
  readonly walked: boolean;
  leave(): void;
}

/** @param session  the run; its learner decides whether there is a guide at all */
export function useGuide(session: BenchSession): Guide {
  const [wanted] = useState(() => currentLearner()?.guideDone === false);
  const [actor] = useState(() => createActor(guideMachine));
  const value = useSelector(actor, (snapshot) => snapshot.value);
  useEffect(() => {
    if (!wanted) return;
    actor.start();
    const stop = session.store.received.subscribe(() => {
      if (actor.getSnapshot().status !== 'active') return;
      const { data } = session.store.received;
      actor.send({ type: 'FACTS', facts: guideFacts(data), atUs: data?.simulatedUs ?? 0 });
    });
    return () => {
      stop();
      actor.stop();
    };
  }, [wanted, actor, session]);
  const step = wanted ? guideStep(value) : 0;
  const doneUs = useSelector(actor, (snapshot) => snapshot.context.doneUs);
  useEffect(() => {
    // Whoever leaves the guide is not followed by it; who walked to its end finds the way again.
    const lead = wanted && value !== 'left' ? leadOf(step, doneUs) : null;
    session.focus.set({ lead });
  }, [wanted, value, step, doneUs, session]);
  useEffect(() => {
    if (!wanted || step !== 0) return;
    void api.changeSession({ guideDone: true }).then((answer) => {
      // A refusal loses nothing: the guide is over on this page, and the server offers it again on the next.
      if (answer.ok) changeLearner(answer.value);
    });
  }, [wanted, step]);
  return { step, walked: wanted && value === 'done', leave: () => actor.send({ type: 'LEAVE' }) };
}

function leadOf(step: number, doneUs: readonly number[]): Lead {
  return { step, moments: doneUs.map((atUs, at) => ({ step: at + 1, atUs })) };
}

/**
 * Plays the calm part fast and the noise at its own pace.
 *
 * @param session  the run
 * @returns starts the run that way
 */
export function startGuided(session: BenchSession): void {
  const send = (control: { type: 'start' } | { type: 'resume' } | { type: 'speed'; speed: number }) =>
    session.actor.send({ type: 'CONTROL', control });
  const noiseUs = firstNoiseUs(session.store.received.data) - CALM_MARGIN_US;
  const now = session.store.received.data?.simulatedUs ?? 0;
  if (now < noiseUs) {
    send({ type: 'speed', speed: CALM_SPEED });
    const stop = session.store.received.subscribeFrames(() => {
      const data = session.store.received.data;
      if (!data) return;
      // Whoever chooses a speed of their own meanwhile keeps it.
      if (data.simulatedUs >= noiseUs || (now > 0 && data.speed !== CALM_SPEED)) {
        stop();
        if (data.speed === CALM_SPEED) send({ type: 'speed', speed: 1 });
      }
    });
  }
  send(session.store.received.data?.status === 'paused' ? { type: 'resume' } : { type: 'start' });
}

function firstNoiseUs(data: BenchData | null): number {
  return Math.min(...(data?.scenario.timeline.map((item) => item.atUs) ?? []), data?.scenario.durationUs ?? 0);
}
