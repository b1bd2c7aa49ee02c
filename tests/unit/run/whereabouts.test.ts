/** Where a request is said to be is where its trace says it was: in the line of that station, or on a server that shows its tenant. */
import { describe, expect, it } from 'vitest';
import { followed, stopAt } from '../../../lab-ui/state/follow.ts';
import { loadLibrary } from '../../../server/content/library.ts';
import { Run } from '../../../sim-engine/index.ts';
import type { Trace } from '../../../sim-engine/model/trace.ts';

const { scenario, sha256 } = loadLibrary().get('noisy-neighbour')!;
const options = { scenario, scenarioSha256: sha256, seed: 7 };
const UNTIL_US = 34_000_000;

function slowest(): readonly Trace[] {
  const run = Run.create({ ...options, traces: { windows: 1, slowest: 3, sample: 2, bytesMax: 64 * 2 ** 20 } });
  run.advanceTo(UNTIL_US);
  const all = run.traces()!.traces.filter(({ endUs }) => endUs < UNTIL_US - 1);
  return all.sort((a, b) => b.endUs - b.startUs - (a.endUs - a.startUs)).slice(0, 4);
}

describe('the whereabouts of a request', () => {
  const traces = slowest();
  const name = ({ tenant, number, startUs }: Trace) => ({ tenant, number, arrivedUs: startUs });
  const at = (atUs: number): Run => {
    const run = Run.create(options);
    run.advanceTo(atUs);
    return run;
  };

  it('are those of its trace, at every wait and every service', () => {
    let [waits, services] = [0, 0];
    for (const trace of traces) {
      const run = Run.create(options);
      const index = scenario.tenants.findIndex(({ id }) => id === trace.tenant);
      const leaves = trace.spans.filter(({ kind, startUs, endUs }) => /wait|service/.test(kind) && endUs - startUs > 1);
      for (const { kind, place, startUs, endUs } of leaves.sort((a, b) => a.startUs - b.startUs)) {
        run.advanceTo(Math.floor((startUs + endUs) / 2));
        const stations = run.topology().pools.flatMap((pool) => pool.stations);
        const state = run.state();
        const spots = run.whereabouts(name(trace)) ?? [];
        const spot = spots.find(({ station }) => stations.find((each) => each.index === station)?.id === place);
        if (kind === 'wait') {
          waits++;
          expect(spot).toMatchObject({ server: -1 });
          expect(state.stations[spot!.station]!.queue[spot!.place]).toBe(index);
        } else {
          services++;
          expect(spot).toMatchObject({ place: -1 });
          expect(state.stations[spot!.station]!.servers[spot!.server]).toBe(index);
        }
      }
    }
    expect(waits).toBeGreaterThan(3);
    expect(services).toBeGreaterThan(8);
  });

  it('are none before its arrival and after its end', () => {
    const trace = traces[0]!;
    expect(at(trace.startUs).whereabouts(name(trace))).toBeNull();
    expect(at(trace.startUs + 1).whereabouts(name(trace))).not.toBeNull();
    expect(at(trace.endUs).whereabouts(name(trace))).not.toBeNull();
    expect(at(trace.endUs + 1).whereabouts(name(trace))).toBeNull();
  });

  it('are gone through in stops, from its arrival to its end', () => {
    const trace = traces[0]!;
    const way = followed(trace, at(trace.startUs).topology());
    const moments = way.stops.map(({ atUs }) => atUs);
    expect(moments).toEqual([...new Set(moments)].sort((a, b) => a - b));
    expect([moments[0], moments.at(-1)]).toEqual([trace.startUs + 1, trace.endUs + 1]);
    expect(way.stops.map(({ words }) => words)).toContain('Connection, wait');
    expect(way.stops.at(-1)?.words).toBe('answered');
    expect([stopAt(way, trace.startUs), stopAt(way, moments[1]!), stopAt(way, UNTIL_US)]).toEqual([
      -1,
      1,
      moments.length - 1,
    ]);
  });
});
