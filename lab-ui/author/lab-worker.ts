/** @module Entry of a lab worker: executes a draft once for the preview, or a solution of it in one world for the difficulty lab. */
import { catalogue, Run, scoreOnSeed } from '../../sim-engine/index.ts';
import { assert } from '../../sim-engine/kernel/assert.ts';
import type { Scenario, TimedAction } from '../../sim-engine/model/scenario.ts';
import { decodeFrame, encodeFrame } from '../../sim-engine/protocol/frame-codec.ts';
import type { LabReply, LabRequest, PreviewRun } from './lab-messages.ts';

/** A draft has no hash before it is published, and no measure depends on it. */
const DRAFT = '0'.repeat(64);

let held: Scenario | null = null;

function preview(scenario: Scenario, actions: readonly TimedAction[], seed: number): PreviewRun {
  const began = performance.now();
  const run = Run.create({ scenario, scenarioSha256: DRAFT, seed, ticks: true });
  for (const [sequence, { atUs, action }] of actions.entries()) run.submit({ sequence, atUs, action });
  run.advanceTo(scenario.durationUs);
  // Through the wire's own packing, so that the page gets what the bench would have got.
  const head = { sequence: 1, simulatedUs: run.nowUs, events: run.events, actualSpeed: 1 };
  const frame = decodeFrame(encodeFrame(head, run.state(), run.takeTicks()));
  assert(frame.ok, 'a frame that was packed here cannot be read');
  return {
    scenario,
    actions,
    ticks: frame.value.ticks,
    log: run.log(),
    objectives: run.objectives(),
    guards: run.guards(),
    events: run.events,
    metrics: metricsOf(run, scenario),
    tookMs: performance.now() - began,
  };
}

/** What every metric is over the whole run and everybody. */
function metricsOf(run: Run, scenario: Scenario): PreviewRun['metrics'] {
  const whole = { fromUs: 0, toUs: scenario.durationUs };
  const measured: [string, { measured: number | null; unit: string }][] = [];
  for (const metric of catalogue.metrics) {
    // A tier has to be named, and there is none that is meant by default.
    if (metric.over === 'tier') continue;
    const bounded = { metric: metric.id, scope: { kind: 'all' }, bound: 'at-most', threshold: 0, ...whole } as const;
    measured.push([metric.id, { measured: run.measure(bounded, whole), unit: metric.unit }]);
  }
  return Object.fromEntries(measured);
}

self.onmessage = ({ data }: MessageEvent<LabRequest>) => {
  switch (data.type) {
    case 'scenario':
      held = data.scenario;
      return;
    case 'preview': {
      const run = preview(data.scenario, data.actions, data.seed);
      self.postMessage({ id: data.id, type: 'preview', run } satisfies LabReply);
      return;
    }
    case 'score': {
      const proof = held?.proofs[data.proof];
      assert(held !== null && proof !== undefined, 'a score was asked for before its scenario was given');
      const score = scoreOnSeed(held, DRAFT, proof, data.seed);
      self.postMessage({ id: data.id, type: 'score', score } satisfies LabReply);
    }
  }
};
