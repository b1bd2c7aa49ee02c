/**
 * Random networks of calls, links, locks and faults: every request ends exactly once, every wait is charged exactly once, and
 * when arrivals stop everything comes to rest. However a run is cut, and whether blame is kept or not, it is the same run.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Network, type NetworkSpec } from '../../sim-engine/index.ts';
import { cases } from '../support/property-seed.ts';
import { PLACES, randomNetwork } from '../support/random-network.ts';

const CUTS_US = [1, 37_000, 80_000, 123_456, 300_000, 301_000, 450_000];
const SECOND = 1_000_000;

function made(spec: NetworkSpec): Network {
  const result = Network.create(spec);
  if (!result.ok) expect.fail(JSON.stringify(result.issues));
  return result.value;
}

/** Every request that arrived has ended in one way or is in flight. */
function expectConserved(network: Network): void {
  for (const id of PLACES.tenants) {
    const { arrived, completed, rejected, timedOut, failed, inFlight } = network.tenant(id);
    expect(completed + rejected + timedOut + failed + inFlight).toBe(arrived);
  }
}

/** Nobody is in flight, in a station or at a lock, and nothing moves any more. */
function expectAtRest(network: Network): void {
  for (const id of PLACES.tenants) expect(network.tenant(id).inFlight).toBe(0);
  for (const id of PLACES.locks) expect(network.lock(id)).toEqual({ holders: 0, waiting: 0 });
  const areas = () =>
    PLACES.stations.map((id) => {
      const { presentAreaUs, waitingMean, utilisation } = network.station(id);
      return { presentAreaUs, waitingUs: waitingMean * network.nowUs, busyUs: utilisation * network.nowUs };
    });
  const before = areas();
  network.advanceTo(network.nowUs + SECOND);
  areas().forEach((area, at) => {
    expect(area.presentAreaUs).toBe(before[at]!.presentAreaUs);
    expect(area.busyUs).toBeCloseTo(before[at]!.busyUs, 3);
    expect(area.waitingUs).toBeCloseTo(before[at]!.waitingUs, 3);
  });
}

describe('a network of calls', () => {
  it('loses nobody, charges every wait once, and comes to rest', () => {
    const reached = {
      completed: 0,
      rejected: 0,
      timedOut: 0,
      failed: 0,
      again: 0,
      lock: 0,
      links: 0,
      edge: 0,
      system: 0,
    };
    fc.assert(
      fc.property(randomNetwork, (spec) => {
        const network = made(spec);
        for (const cut of CUTS_US) {
          network.advanceTo(cut);
          network.blame();
          expectConserved(network);
        }
        network.drain();
        expectConserved(network);
        expectAtRest(network);
        for (const charge of network.blame()) {
          if (charge.resource.startsWith('lock')) reached.lock++;
          if (charge.resource === 'links') reached.links++;
          if (charge.resource === 'edge') reached.edge++;
          if (charge.culprit === '_system' && charge.resource !== 'links') reached.system++;
        }
        for (const id of PLACES.tenants) {
          const tenant = network.tenant(id);
          reached.completed += tenant.completed;
          reached.rejected += tenant.rejected;
          reached.timedOut += tenant.timedOut;
          reached.failed += tenant.failed;
          reached.again += tenant.attempts - tenant.arrived;
        }
      }),
      cases(300),
    );
    for (const [state, times] of Object.entries(reached)) {
      expect(times, `no network reached "${state}": the property proves less than it says`).toBeGreaterThan(50);
    }
  });

  it('is the same run in one advance or many, looked at or not, with blame or without', () => {
    fc.assert(
      fc.property(randomNetwork, (spec) => {
        const cut = made(spec);
        for (const at of CUTS_US) {
          cut.advanceTo(at);
          cut.blame();
        }
        const seen = [cut, made({ ...spec, blame: false }), made({ ...spec, trackTenants: false })].map((network) => {
          network.drain();
          return {
            digest: network.digest(),
            tenants: PLACES.tenants.map((id) => {
              const { completed, latencyDigest, arrivalDigest } = network.tenant(id);
              return { completed, latencyDigest, arrivalDigest };
            }),
          };
        });
        expect(seen[1]).toEqual(seen[0]);
        expect(seen[2]).toEqual(seen[0]);
      }),
      cases(100),
    );
  });
});
