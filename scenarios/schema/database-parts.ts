/** @module Parts of a database that may be left out, as authors write them and as records carry them. */
import { z } from 'zod';
import { catalogue } from '../../sim-engine/index.ts';
import type { BufferSpec, PartitionSpec } from '../../sim-engine/model/database-parts.ts';
import type { DatabaseSpec } from '../../sim-engine/model/scenario.ts';
import { choice } from './choice.ts';
import { number, quantity, word } from './leaf.ts';

const PAGES = { min: 1, max: 5_000_000 };
const PAGE_BYTES = { min: 512, max: 1024 ** 3 };
/** Without a size, that of PostgreSQL. */
const PAGE_BYTES_DEFAULT = 8192;

const PARTITIONS = { min: 1, max: 256 };
const PARTITION_RATE = { min: 0.1, max: 10_000_000 };
const BURST = { min: 1, max: 1e9 };
const PARTITION_KEYS = ['tenant', 'key'] as const;
const OVER = ['wait', 'throttle'] as const;

/** Keys of `system.database` beside the necessary. */
export const databaseFields = {
  buffer: z
    .strictObject({
      pagesPerUnit: number('the pages that the memory of one unit holds', PAGES, true),
      page: quantity('size', 'the bytes of one page; else 8 KiB', PAGE_BYTES).optional(),
      policy: choice({
        key: 'kind',
        what: 'the rule by which a full buffer pool makes room',
        registry: catalogue.eviction,
        code: 'unknown-eviction',
      }).optional(),
    })
    .optional(),
  partitions: z
    .strictObject({
      perUnit: number('the partitions of one unit', PARTITIONS, true),
      rate: quantity('rate', 'the IO operations per second for which a partition earns credit', PARTITION_RATE),
      burst: number('the most credit of a partition, IO operations', BURST),
      by: word('unknown-partition-key', 'what decides on the partition; else the tenant', PARTITION_KEYS).optional(),
      over: word('unknown-throttle', 'what becomes of a request without credit; else wait', OVER).optional(),
    })
    .optional(),
};

/**
 * The same in engine form.
 *
 * @param eviction  schema of a choice among the eviction policies
 */
export function engineDatabaseFields<T extends z.ZodType>(eviction: T) {
  const buffer = z.strictObject({
    pagesPerUnit: z.int().min(PAGES.min).max(PAGES.max),
    bytesPerPage: z.int().min(PAGE_BYTES.min).max(PAGE_BYTES.max),
    policy: eviction.exactOptional(),
  });
  const partitions = z.strictObject({
    perUnit: z.int().min(PARTITIONS.min).max(PARTITIONS.max),
    ratePerSec: z.number().min(PARTITION_RATE.min).max(PARTITION_RATE.max),
    burst: z.number().min(BURST.min).max(BURST.max),
    by: z.enum(PARTITION_KEYS),
    over: z.enum(OVER),
  });
  return { buffer: buffer.exactOptional(), partitions: partitions.exactOptional() };
}

/** @param written  the keys that are there */
export function compileDatabaseParts(
  written: {
    readonly [key in keyof typeof databaseFields]?: z.output<(typeof databaseFields)[key]>;
  },
): Pick<DatabaseSpec, keyof typeof databaseFields> {
  const { buffer, partitions } = written;
  return {
    ...(buffer === undefined ? {} : { buffer: compileBuffer(buffer) }),
    ...(partitions === undefined ? {} : { partitions: compilePartitions(partitions) }),
  };
}

function compileBuffer({
  pagesPerUnit,
  page,
  policy,
}: NonNullable<z.output<typeof databaseFields.buffer>>): BufferSpec {
  return { pagesPerUnit, bytesPerPage: page ?? PAGE_BYTES_DEFAULT, ...(policy === undefined ? {} : { policy }) };
}

function compilePartitions(written: NonNullable<z.output<typeof databaseFields.partitions>>): PartitionSpec {
  const { perUnit, rate, burst, by, over } = written;
  return { perUnit, ratePerSec: rate, burst, by: by ?? 'tenant', over: over ?? 'wait' };
}
