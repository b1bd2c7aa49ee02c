/** @module A43: burst credit runs out, and one hot partition throttles a table that is mostly idle. */
import { PartitionedStore, type PartitionedTable } from '../policies/limiting/partitioned-store.ts';
import { bankUnits, burstSeconds, hotPartitionCeiling } from '../theory/burst-credit.ts';
import { exactReport } from './exact-report.ts';
import type { Oracle } from './oracle.ts';

const PROVISIONED = 150;
const BANK_SEC = 300;
const DEMAND = 200;
const PARTITIONS = 10;
const PARTITION_CAP = 1000;
const HOT_SHARE = 0.25;

const banked: PartitionedTable = {
  provisionedPerSec: PROVISIONED,
  bankSec: BANK_SEC,
  partitions: PARTITIONS,
  partitionCapPerSec: PARTITION_CAP,
};
/** A table whose own throughput is no limit, so that its partitions are. */
const ample: PartitionedTable = { ...banked, provisionedPerSec: 1_000_000 };

/** Offers evenly spaced writes of one unit during one second. @returns how many were served */
function serve(
  store: PartitionedStore,
  second: number,
  perSec: number,
  partitionOf: (write: number) => number,
): number {
  let served = 0;
  for (let write = 0; write < perSec; write++) {
    const nowUs = second * 1_000_000 + Math.floor((write * 1_000_000) / perSec);
    if (store.admit(nowUs, partitionOf(write), 1)) served++;
  }
  return served;
}

const inTurn = (write: number): number => write % PARTITIONS;
/** Every fourth write goes to partition 0, the others to the other nine in turn. */
const oneHot = (write: number): number => (write % (1 / HOT_SHARE) === 0 ? 0 : 1 + (write % (PARTITIONS - 1)));

function measureBurst(): { readonly bank: number; readonly seconds: number; readonly rateAfter: number } {
  const store = new PartitionedStore(banked);
  const bank = store.banked;
  let second = 0;
  while (serve(store, second, DEMAND, inTurn) === DEMAND) second++;
  return { bank, seconds: second, rateAfter: serve(store, second + 1, DEMAND, inTurn) };
}

/** @returns the largest demand of the table, in steps of one write a second at the hot partition, of which all is served */
function measureCeiling(): number {
  let demand = 1 / HOT_SHARE;
  while (serve(new PartitionedStore(ample), 0, demand, oneHot) === demand) demand += 1 / HOT_SHARE;
  return demand - 1 / HOT_SHARE;
}

export const a43: Oracle = {
  id: 'A43',
  title: 'Burst credits and the hot-partition ceiling',
  source: 'AWS re:Post, DynamoDB with spiky workloads; Amazon DynamoDB Developer Guide, Burst and adaptive capacity',
  formula: 'burst lasts bank/(demand−provisioned); with a hot key: limit of its partition/share of the key',
  run: () => {
    const credit = { provisionedPerSec: PROVISIONED, bankSec: BANK_SEC };
    const ceiling = hotPartitionCeiling(PARTITION_CAP, HOT_SHARE);
    const burst = measureBurst();
    const tableCap = serve(new PartitionedStore(ample), 0, 2 * PARTITIONS * PARTITION_CAP, inTurn);
    const measuredCeiling = measureCeiling();
    return exactReport(
      a43,
      {
        bank_units: bankUnits(credit),
        burst_lasts_s: burstSeconds(credit, DEMAND),
        after_that_admitted_rate: PROVISIONED,
        table_cap: PARTITIONS * PARTITION_CAP,
        throttle_starts_at_total: ceiling,
        usable_fraction_of_table: ceiling / (PARTITIONS * PARTITION_CAP),
      },
      {
        bank_units: burst.bank,
        burst_lasts_s: burst.seconds,
        after_that_admitted_rate: burst.rateAfter,
        table_cap: tableCap,
        throttle_starts_at_total: measuredCeiling,
        usable_fraction_of_table: measuredCeiling / tableCap,
      },
      1e-9,
    );
  },
};
