/**
 * Two engines that share nothing but the random streams tell the same story: every request of thousands of small random
 * worlds ends at the same microsecond, in the same order, with the same outcome and the same wait, and everybody is charged
 * the same delays. Where no formula holds, that is the oracle.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NetworkSpec } from '../../sim-engine/network/network-spec.ts';
import { cases } from '../support/property-seed.ts';
import { randomNetwork } from './random-network.ts';
import { type Charged, chargedBy, chargedPlainly, type Played, played, toldBy, toldPlainly } from './told.ts';

/** Counts worlds by what happened in them: worlds in which nothing happens agree for the wrong reason. */
class Reached {
  private readonly worlds = new Map<string, number>();

  see(spec: NetworkSpec, { plain }: Played, charges: readonly Charged[]): void {
    const seen = new Set<string>(plain.ends.map((each) => each.outcome));
    if (plain.ends.some((each) => each.waitedUs > 0)) seen.add('wait');
    if (plain.extraAttempts.some((count) => count > 0)) seen.add('second attempt');
    if (charges.some((each) => each.byCulprit.at(-1)! > 0)) seen.add('wait for a stopped station');
    if (charges.some((each) => each.us > 0 && /^[LM]/.test(each.at))) seen.add('wait for a lock');
    for (const station of spec.stations) {
      const waited = charges.some((each) => each.us > 0 && each.at.startsWith(`${station.id} `));
      if (waited) seen.add(`wait under ${station.discipline!.id}`);
      if (waited && station.cap !== undefined) seen.add('wait where a cap is');
    }
    for (const each of seen) this.worlds.set(each, (this.worlds.get(each) ?? 0) + 1);
  }

  /** @param least  worlds in which each must have happened */
  assertAll(least: number): void {
    const all = [
      ...['completed', 'rejected', 'timedOut', 'failed', 'wait', 'second attempt', 'wait for a stopped station'],
      ...['wait for a lock', 'wait where a cap is'],
      ...['fifo', 'lifo', 'priority', 'preemptive-priority', 'sjf', 'round-robin', 'drr', 'wfq', 'wf2q', 'ps'].map(
        (id) => `wait under ${id}`,
      ),
      'wait under weighted-ps',
    ];
    for (const each of all) expect(this.worlds.get(each) ?? 0, `worlds with: ${each}`).toBeGreaterThan(least);
  }
}

/** @returns the charges, after both engines were found to agree */
function compared(both: Played): Charged[] {
  const { network, plain } = both;
  for (const tenant of plain.tenants) expect(toldBy(network, tenant), tenant).toEqual(toldPlainly(plain, tenant));
  const charges = chargedBy(network.blame(), plain);
  chargedPlainly(plain, charges).forEach((exact, at) => {
    expect(charges[at]!.us, exact.at).toBe(exact.us);
    exact.byCulprit.forEach((us, culprit) => {
      // The engine divides once, when it is asked; what is left over goes in tenant order.
      const off = Math.abs(us - charges[at]!.byCulprit[culprit]!);
      expect(off, `${exact.at}, culprit ${culprit}: exactly ${us} us`).toBeLessThan(1);
    });
  });
  return charges;
}

/** A hedged call whose attempts meet at a lock; whoever holds it when it ends hands it to its rival. */
function rivals(seed: number, cancels: boolean): NetworkSpec {
  const maybeLong = {
    call: [{ branch: 0.5, to: 'end' as const }, { delay: { law: 'deterministic', meanUs: 5000 } }],
    link: {},
  };
  return {
    seed,
    stations: [],
    locks: ['L'],
    keepLatencies: true,
    routes: [
      {
        tenant: 'A',
        arrivals: { users: 1, think: { law: 'deterministic', meanUs: 1000 } },
        untilUs: 20_000,
        steps: [{ call: [{ lock: 'L' }, maybeLong], link: { hedgeAfterUs: 1000, hedges: 2, cancels } }],
      },
    ],
  };
}

describe('a second engine', () => {
  it('tells the same end of every request, and who delayed whom', () => {
    const reached = new Reached();
    fc.assert(
      fc.property(randomNetwork, (spec) => {
        const both = played(spec);
        reached.see(spec, both, compared(both));
      }),
      cases(6000),
    );
    reached.assertAll(30);
  });

  it('agrees where an attempt that ends lets its rival end too', () => {
    for (let seed = 0; seed < 20; seed++) for (const cancels of [true, false]) compared(played(rivals(seed, cancels)));
  });

  it('agrees that keeping no ledger changes nothing', () => {
    fc.assert(
      fc.property(randomNetwork, (spec) => {
        const { network, plain } = played({ ...spec, blame: false });
        for (const tenant of plain.tenants) expect(toldBy(network, tenant), tenant).toEqual(toldPlainly(plain, tenant));
      }),
      cases(500),
    );
  });
});
