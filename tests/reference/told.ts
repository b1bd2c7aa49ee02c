/** @module What either engine tells of a world, in one form, so that the two can be compared. */
import { Network } from '../../sim-engine/network/network.ts';
import type { NetworkCharge, NetworkSpec } from '../../sim-engine/network/network-spec.ts';
import { PlainNetwork } from './plain-network.ts';
import { PlainSharing } from './plain-sharing.ts';

/** A world that both engines have played to its end. */
export interface Played {
  readonly network: Network;
  readonly plain: PlainNetwork;
}

/** What became of one tenant's requests. */
export interface Told {
  readonly arrived: number;
  readonly attempts: number;
  /** In order of completion: number, latency and wait. */
  readonly completed: readonly (readonly [number, number, number])[];
  /** In order of ending: number, outcome and instant. */
  readonly unanswered: readonly (readonly [number, string, number])[];
}

/** Whole microseconds of delay charged at one resource to one victim, in all and per culprit, the system last. */
export interface Charged {
  readonly at: string;
  readonly us: number;
  readonly byCulprit: readonly number[];
}

export function played(spec: NetworkSpec): Played {
  const created = Network.create(spec);
  if (!created.ok) throw new TypeError(JSON.stringify(created.issues));
  const network = created.value;
  network.drain();
  const plain = new PlainNetwork(spec);
  plain.run(() => network.nowUs);
  return { network, plain };
}

export function toldBy(network: Network, tenant: string): Told {
  const stats = network.tenant(tenant);
  return {
    arrived: stats.arrived,
    attempts: stats.attempts,
    completed: stats.numbers.map((number, at) => [number, stats.latencies[at]!, stats.waits[at]!]),
    unanswered: stats.unanswered.map((each) => [each.number, each.outcome, each.endedUs]),
  };
}

export function toldPlainly(plain: PlainNetwork, tenant: string): Told {
  const index = plain.tenants.indexOf(tenant);
  const ends = plain.ends.filter((each) => each.tenant === tenant);
  return {
    arrived: plain.arrived[index]!,
    attempts: plain.arrived[index]! + plain.extraAttempts[index]!,
    completed: ends
      .filter((each) => each.outcome === 'completed')
      .map((each) => [each.number, each.endedUs - each.arrivedUs, each.waitedUs]),
    unanswered: ends
      .filter((each) => each.outcome !== 'completed')
      .map((each) => [each.number, each.outcome, each.endedUs]),
  };
}

export function chargedBy(charges: readonly NetworkCharge[], plain: PlainNetwork): Charged[] {
  const culprits = [...plain.tenants, '_system'];
  return eachVictim(plain, (resource, victim) => {
    const mine = charges.filter((each) => each.resource === resource.id && each.victim === plain.tenants[victim]);
    const byCulprit = culprits.map((culprit) => mine.find((each) => each.culprit === culprit)?.us ?? 0);
    return { us: byCulprit.reduce((sum, us) => sum + us, 0), byCulprit };
  });
}

/** Where servers are shared the second engine only knows totals: it gives everybody what the engine gave. */
export function chargedPlainly(plain: PlainNetwork, given: readonly Charged[]): Charged[] {
  let at = 0;
  return eachVictim(plain, (resource, victim) => {
    const other = given[at++]!;
    if (resource instanceof PlainSharing) {
      return { us: resource.stretchedUs[victim]!, byCulprit: other.byCulprit };
    }
    const culprits = plain.tenants.length + 1;
    return {
      us: plain.charges.total(resource.id, culprits, victim),
      byCulprit: other.byCulprit.map((_, culprit) => plain.charges.of(resource.id, culprit, victim)),
    };
  });
}

function eachVictim(
  plain: PlainNetwork,
  read: (resource: { readonly id: string }, victim: number) => Omit<Charged, 'at'>,
): Charged[] {
  return [...plain.stations, ...plain.locks].flatMap((resource) =>
    plain.tenants.map((tenant, victim) => ({ at: `${resource.id} for ${tenant}`, ...read(resource, victim) })),
  );
}
