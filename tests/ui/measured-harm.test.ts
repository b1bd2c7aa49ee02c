/** @module The ladder's "hurt": share of neighbours over their SLO when a model last met noise. */
import { describe, expect, it } from 'vitest';
import { activeNoise } from '../../lab-ui/state/harm.ts';
import { measuredHarm } from '../../lab-ui/state/measured-harm.ts';
import { TICK_US } from '../../sim-engine/protocol/frame-codec.ts';
import { benchData, tick } from './bench-fixtures.ts';

const start = (atUs: number) =>
  ({ atUs, kind: 'noise-start', tenant: 'G', text: 'G floods', noise: 0, untilUs: 9e6 }) as const;
const end = (atUs: number) => ({ atUs, kind: 'noise-end', tenant: 'G', text: '', noise: 0, untilUs: 0 }) as const;
const toSilo = (atUs: number) =>
  ({ atUs, action: { type: 'switch-isolation', model: { id: 'silo', params: {} } } }) as const;
const calm = [50_000, 50_000, 50_000];
const bad = [900_000, 900_000, 900_000];
const SPAN = 20;
/** Ten seconds of each, so that the smoothed states have settled at the end of each. */
const phases = (...p99s: readonly (readonly number[])[]) =>
  p99s.flatMap((p99Us, phase) => Array.from({ length: SPAN }, (_, at) => tick(SPAN * phase + at, p99Us)));
const endOf = (phase: number) => (phase + 1) * SPAN * TICK_US;

describe('measured harm', () => {
  it('is unknown before any noise', () => {
    expect(measuredHarm(benchData({ ticks: [tick(0)], simulatedUs: TICK_US })).size).toBe(0);
  });

  it('is measured per model, at the end of its time under noise', () => {
    const ticks = phases(calm, bad, [50_000, 900_000, 900_000]);
    const data = benchData({ ticks, simulatedUs: endOf(2), log: [start(endOf(0))], actions: [toSilo(endOf(1))] });
    expect([...measuredHarm(data)]).toEqual([
      ['shared', 1],
      ['silo', 0.5],
    ]);
  });

  it('leaves out a model that came after the noise', () => {
    const data = benchData({
      ticks: phases(calm, bad, calm),
      simulatedUs: endOf(2),
      log: [start(endOf(0)), end(endOf(1))],
      actions: [toSilo(endOf(1))],
    });
    expect([...measuredHarm(data).keys()]).toEqual(['shared']);
  });

  it('knows which noise is going on', () => {
    expect(activeNoise(benchData({ log: [start(5)] }))).toMatchObject([
      { noise: 0, tenant: 'G', fromUs: 5, untilUs: 9e6 },
    ]);
    expect(activeNoise(benchData({ log: [start(5), end(8)] }))).toEqual([]);
  });
});
