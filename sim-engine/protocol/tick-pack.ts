/**
 * @module Ticks in bytes: index (4 bytes, so that a history can be read without this), then what was measured; of a histogram only the
 * bins that hold anything.
 */
import type { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { HEAT_BINS, type TenantTick, type Tick } from './frame.ts';

/** Numbers of a tenant in the order in which they are written. */
const NUMBERS = [
  'arrived',
  'completed',
  'good',
  'rejected',
  'hits',
  'misses',
  'p50Us',
  'p99Us',
  'p99RecentUs',
  'recentCount',
] as const satisfies readonly (keyof TenantTick)[];

/**
 * Packs one tick; the result is appended to packets and to the run's history unchanged.
 *
 * @param tick  the tick
 */
export function encodeTick(tick: Tick): Uint8Array {
  const writer = new ByteWriter();
  writer.uint32(tick.index);
  writer.float64(tick.priceMicroUsdPerHour);
  writer.count(tick.tenants.length);
  for (const tenant of tick.tenants) {
    for (const name of NUMBERS) writer.count(tenant[name]);
    writeHeat(writer, tenant.heat);
  }
  return writer.done();
}

function writeHeat(writer: ByteWriter, heat: Uint8Array): void {
  const used = heat.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
  writer.count(used);
  let last = 0;
  heat.forEach((count, bin) => {
    if (count === 0) return;
    writer.count(bin - last);
    writer.count(count);
    last = bin;
  });
}

/** @throws RangeError when it is damaged */
export function readTick(reader: ByteReader): Tick {
  const index = reader.uint32();
  const priceMicroUsdPerHour = reader.float64();
  const tenantCount = reader.countOf(NUMBERS.length + 1);
  // One piece of memory for all: a run of an hour holds hundreds of thousands of histograms.
  const heats = new Uint8Array(tenantCount * HEAT_BINS);
  const tenants: TenantTick[] = [];
  for (let tenant = 0; tenant < tenantCount; tenant++) {
    const [arrived, completed, good, rejected] = [reader.count(), reader.count(), reader.count(), reader.count()];
    const [hits, misses, p50Us, p99Us] = [reader.count(), reader.count(), reader.count(), reader.count()];
    const [p99RecentUs, recentCount] = [reader.count(), reader.count()];
    const heat = heats.subarray(tenant * HEAT_BINS, (tenant + 1) * HEAT_BINS);
    readHeat(reader, heat);
    tenants.push({ arrived, completed, good, rejected, hits, misses, p50Us, p99Us, p99RecentUs, recentCount, heat });
  }
  return { index, priceMicroUsdPerHour, tenants };
}

function readHeat(reader: ByteReader, heat: Uint8Array): void {
  let bin = 0;
  for (let left = reader.countOf(2); left > 0; left--) {
    bin += reader.count();
    const count = reader.count();
    if (bin >= HEAT_BINS || count > 0xff) throw new RangeError('a bin that cannot be');
    heat[bin] = count;
  }
}
