/** @module What the first-run guide looks for on the screen. */
import type { BenchData } from './bench-data.ts';
import type { GuideFacts } from './guide-machine.ts';
import { activeNoise, hurtNeighbours, noisyTenants } from './harm.ts';

/** How far back the worst moment is looked for, ticks (half seconds of simulated time). */
const WORST_TICKS = 240;

/** Share of the worst moment's hurt neighbours that must be back for the cure to count as seen. */
const HEALED_SHARE = 0.5;

/** @param data  the run; null before it is open */
export function guideFacts(data: BenchData | null): GuideFacts {
  if (!data || data.ticks.length === 0) return { flooding: false, hurt: false, switched: false, healed: false };
  const noisy = noisyTenants(data);
  const hurtNow = hurtNeighbours(data, -1, noisy).length;
  const switched = data.actions.some(({ action }) => action.type === 'switch-isolation');
  const over = data.status === 'finished';
  const first = Math.max(0, data.ticks.length - WORST_TICKS);
  const worst = Math.max(...data.ticks.slice(first).map(({ index }) => hurtNeighbours(data, index, noisy).length));
  return {
    flooding: activeNoise(data).length > 0 || data.log.some((entry) => entry.kind === 'noise-start'),
    // Whoever switches before anybody waits has nothing to see here: the next step is the one that fits.
    hurt: hurtNow > 0 || switched || over,
    switched: switched || over,
    healed: over || (switched && (data.topology?.moves.length ?? 0) === 0 && hurtNow <= worst * (1 - HEALED_SHARE)),
  };
}
