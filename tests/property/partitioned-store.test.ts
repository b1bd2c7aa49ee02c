/**
 * The partitioned store serves a request exactly when its partition's cap and the table's bank leave room, on a model that
 * accounts second by second; it goes on from its saved state; a continuous bucket of the same credit lasts as long.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StateReader, StateWriter } from '../../sim-engine/kernel/state-codec.ts';
import { PartitionedStore, type PartitionedTable } from '../../sim-engine/policies/limiting/partitioned-store.ts';
import { tokenBucket } from '../../sim-engine/policies/limiting/token-bucket.ts';
import { cases } from '../support/property-seed.ts';

const PARTITIONS = 3;
const table: fc.Arbitrary<PartitionedTable> = fc.record({
  provisionedPerSec: fc.integer({ min: 0, max: 20 }),
  bankSec: fc.integer({ min: 0, max: 5 }),
  partitions: fc.constant(PARTITIONS),
  partitionCapPerSec: fc.integer({ min: 1, max: 15 }),
});
const requests = fc.array(
  fc.record({
    gapUs: fc.oneof({ weight: 5, arbitrary: fc.nat({ max: 200_000 }) }, { weight: 1, arbitrary: fc.nat({ max: 9e6 }) }),
    partition: fc.nat({ max: PARTITIONS - 1 }),
    units: fc.integer({ min: 1, max: 4 }),
  }),
  { minLength: 1, maxLength: 120, size: 'max' },
);

describe('the partitioned store', () => {
  it('serves what cap and bank leave room for, and nothing else', () => {
    const seen = { served: 0, overCap: 0, overTable: 0 };
    fc.assert(
      fc.property(table, requests, (given, script) => {
        const store = new PartitionedStore(given);
        const served: { second: number; partition: number; units: number }[] = [];
        const used = (second: number, partition = -1): number =>
          served
            .filter((each) => each.second === second && (partition < 0 || each.partition === partition))
            .reduce((sum, each) => sum + each.units, 0);
        let nowUs = 0;
        for (const { gapUs, partition, units } of script) {
          nowUs += gapUs;
          const second = Math.floor(nowUs / 1e6);
          let bank = given.provisionedPerSec * given.bankSec;
          for (let past = 0; past < second; past++) {
            bank = Math.min(given.provisionedPerSec * given.bankSec, bank + given.provisionedPerSec - used(past));
          }
          const overCap = used(second, partition) + units > given.partitionCapPerSec;
          const overTable = used(second) + units > given.provisionedPerSec + bank;
          expect(store.admit(nowUs, partition, units)).toBe(!overCap && !overTable);
          if (overCap) seen.overCap++;
          else if (overTable) seen.overTable++;
          else {
            seen.served++;
            served.push({ second, partition, units });
          }
        }
      }),
      cases(100),
    );
    expect(Math.min(seen.served, seen.overCap, seen.overTable)).toBeGreaterThan(100);
  });

  it('goes on from its saved state', () => {
    fc.assert(
      fc.property(table, requests, requests, (given, before, after) => {
        const store = new PartitionedStore(given);
        let nowUs = 0;
        for (const each of before) {
          nowUs += each.gapUs;
          store.admit(nowUs, each.partition, each.units);
        }
        const writer = new StateWriter();
        store.state(writer);
        const other = new PartitionedStore(given);
        const reader = new StateReader(writer.finish());
        other.state(reader);
        expect(reader.exhausted).toBe(true);
        for (const each of after) {
          nowUs += each.gapUs;
          const decision = store.admit(nowUs, each.partition, each.units);
          expect(other.admit(nowUs, each.partition, each.units)).toBe(decision);
        }
      }),
      cases(100),
    );
  });

  it('has credit for as long as a continuous bucket of that size, to within a few requests', () => {
    const bucket = tokenBucket.limiter({ ratePerSec: 150, burst: 45_000 }, 0);
    let request = 0;
    while (bucket.admit(request * 5000)) request++;
    expect(request * 5000).toBe(899_985_000);
  });
});
