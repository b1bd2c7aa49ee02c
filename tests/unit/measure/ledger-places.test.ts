/** Places in the ledger: one each up to 500 tenants; beyond, one for each of the 31 that send most and one for the others. */
import { describe, expect, it } from 'vitest';
import { ledgerPlaces, OTHERS, placeNames, placesFor } from '../../../sim-engine/measure/blame/ledger-places.ts';
import { Network } from '../../../sim-engine/network/network.ts';
import type { NetworkSpec } from '../../../sim-engine/network/network-spec.ts';

const rates = (tenants: number): number[] => Array.from({ length: tenants }, (_, at) => (at % 100) + at / 1e6);
const ids = (tenants: number): string[] => Array.from({ length: tenants }, (_, at) => `T${at}`);

describe('the ledger', () => {
  it('has a place for each of 500 tenants', () => {
    expect([...ledgerPlaces(rates(500))]).toEqual(Array.from({ length: 500 }, (_, at) => at));
    expect(placesFor(500)).toBe(500);
    expect(placeNames(ledgerPlaces(rates(500)), ids(500))).toEqual(ids(500));
  });

  it('prefers the first of those that send alike', () => {
    const placeOf = ledgerPlaces(new Array<number>(501).fill(7));
    expect([...placeOf.subarray(0, 33)]).toEqual([...Array.from({ length: 32 }, (_, at) => at), 31]);
  });

  it('has 32 places for 501, and the last is shared', () => {
    const placeOf = ledgerPlaces(rates(501));
    expect(placesFor(501)).toBe(32);
    expect(Math.max(...placeOf)).toBe(31);
    const names = placeNames(placeOf, ids(501));
    expect(names).toHaveLength(32);
    expect(names[31]).toBe(OTHERS);
    const own = [...placeOf].flatMap((place, tenant) => (place < 31 ? [tenant] : []));
    const bySize = rates(501).map((rate, tenant) => ({ rate, tenant }));
    bySize.sort((a, b) => b.rate - a.rate);
    expect(own).toEqual(
      bySize
        .slice(0, 31)
        .map(({ tenant }) => tenant)
        .sort((a, b) => a - b),
    );
    expect(names.slice(0, 31)).toEqual(own.map((tenant) => `T${tenant}`));
  });

  it('charges the big sender by name and the many small ones together', () => {
    const spec: NetworkSpec = {
      seed: 3,
      stations: [{ id: 'server', servers: 1 }],
      routes: ids(600).map((tenant, at) => ({
        tenant,
        arrivals: { id: 'poisson', params: { ratePerSec: at === 599 ? 50 : 0.05 } },
        steps: [{ visit: 'server', demand: { law: 'exponential', meanUs: 10_000 } }],
        untilUs: 20_000_000,
      })),
    };
    const made = Network.create(spec);
    if (!made.ok) expect.fail(JSON.stringify(made.issues));
    made.value.drain();
    const charged = (culprit: string): number =>
      made.value
        .blame()
        .filter((charge) => charge.culprit === culprit)
        .reduce((sum, charge) => sum + charge.us, 0);
    expect(charged('T599')).toBeGreaterThan(charged(OTHERS));
    expect(charged(OTHERS)).toBeGreaterThan(0);
  });
});
