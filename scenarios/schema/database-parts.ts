/** @module Parts of a database that may be left out, as authors write them and as records carry them. */
import { z } from 'zod';
import { catalogue } from '../../sim-engine/index.ts';
import type { BufferSpec } from '../../sim-engine/model/database-parts.ts';
import type { DatabaseSpec } from '../../sim-engine/model/scenario.ts';
import { choice } from './choice.ts';
import { number, quantity } from './leaf.ts';

const PAGES = { min: 1, max: 5_000_000 };
const PAGE_BYTES = { min: 512, max: 1024 ** 3 };
/** Without a size, that of PostgreSQL. */
const PAGE_BYTES_DEFAULT = 8192;

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
  return { buffer: buffer.exactOptional() };
}

/** @param written  the keys that are there */
export function compileDatabaseParts(
  written: {
    readonly [key in keyof typeof databaseFields]?: z.output<(typeof databaseFields)[key]>;
  },
): Pick<DatabaseSpec, keyof typeof databaseFields> {
  return { ...(written.buffer === undefined ? {} : { buffer: compileBuffer(written.buffer) }) };
}

function compileBuffer({
  pagesPerUnit,
  page,
  policy,
}: NonNullable<z.output<typeof databaseFields.buffer>>): BufferSpec {
  return { pagesPerUnit, bytesPerPage: page ?? PAGE_BYTES_DEFAULT, ...(policy === undefined ? {} : { policy }) };
}
