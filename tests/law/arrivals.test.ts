/**
 * Every arrival law keeps its promises: times never go back, the mean rate is the one it states, silence is Infinity, and
 * its state survives saving. The entries other than the default differ from it in a stated way.
 */
import { describe, expect, it } from 'vitest';
import { StreamBank } from '../../sim-engine/kernel/random-stream.ts';
import { StateReader, StateWriter } from '../../sim-engine/kernel/state-codec.ts';
import { type ParamValues, withDefaults } from '../../sim-engine/model/registry.ts';
import type { ArrivalLaw } from '../../sim-engine/policies/arrival/arrival.ts';
import { ARRIVALS } from '../../sim-engine/policies/arrival/index.ts';
import { entryOf } from '../../sim-engine/policies/lookup.ts';

const HORIZON_US = 4_000_000_000;

/** Parameters that suit each law: enough arrivals and enough spells for its rate to show. */
const PARAMS: Readonly<Record<string, ParamValues>> = {
  poisson: { ratePerSec: 25 },
  'on-off': { onRatePerSec: 60, offRatePerSec: 5, onMs: 200, offMs: 400 },
};

function arrivals(law: ArrivalLaw, params: ParamValues, seed: number): number[] {
  const process = law.process(withDefaults(law, params), new StreamBank(seed).open('arrivals'), 0);
  const times: number[] = [];
  for (let at = process.next(0); at < HORIZON_US; at = process.next(at)) times.push(at);
  return times;
}

/** Variance of counts per window over their mean: 1 for Poisson, more for bursts. */
function dispersion(times: readonly number[], windowUs: number): number {
  const counts = new Array<number>(HORIZON_US / windowUs).fill(0);
  for (const at of times) counts[Math.floor(at / windowUs)]!++;
  const mean = times.length / counts.length;
  return counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / counts.length / mean;
}

describe.each(ARRIVALS)('arrival law $id', (law) => {
  const params = PARAMS[law.id] ?? {};

  it('never goes back in time', () => {
    const times = arrivals(law, params, 1);
    expect(times.every((at, index) => at >= (times[index - 1] ?? 0) && Number.isFinite(at))).toBe(true);
  });

  it('arrives at its stated mean rate', () => {
    const wanted = law.meanRatePerSec(withDefaults(law, params)) * (HORIZON_US / 1e6);
    // Bursts widen the interval: five standard deviations of a count whose dispersion is at most 10.
    expect(Math.abs(arrivals(law, params, 2).length - wanted)).toBeLessThan(5 * Math.sqrt(10 * wanted));
  });

  it('is silent for ever at rate 0', () => {
    const silent = Object.fromEntries(law.params.filter((each) => each.unit === '/s').map((each) => [each.name, 0]));
    const process = law.process(withDefaults(law, silent), new StreamBank(3).open('arrivals'), 0);
    expect(process.next(0)).toBe(Number.POSITIVE_INFINITY);
    expect(law.meanRatePerSec(withDefaults(law, silent))).toBe(0);
  });

  it('goes on from its saved state', () => {
    const full = withDefaults(law, params);
    const bank = new StreamBank(4);
    const process = law.process(full, bank.open('arrivals'), 0);
    let at = 0;
    for (let i = 0; i < 500; i++) at = process.next(at);
    const writer = new StateWriter();
    process.state(writer);
    bank.state(writer);
    const otherBank = new StreamBank(4);
    const other = law.process(full, otherBank.open('arrivals'), 0);
    const reader = new StateReader(writer.finish());
    other.state(reader);
    otherBank.state(reader);
    expect(reader.exhausted).toBe(true);
    expect(other.next(at)).toBe(process.next(at));
  });
});

describe('what sets the laws apart', () => {
  it('poisson counts vary as much as their mean, on-off counts far more', () => {
    const poisson = dispersion(arrivals(entryOf(ARRIVALS, 'poisson'), PARAMS.poisson!, 5), 1_000_000);
    expect(poisson).toBeGreaterThan(0.9);
    expect(poisson).toBeLessThan(1.1);
    expect(dispersion(arrivals(entryOf(ARRIVALS, 'on-off'), PARAMS['on-off']!, 5), 1_000_000)).toBeGreaterThan(2);
  });
});
