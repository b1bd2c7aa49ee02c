/** @module Replacing a file so that after any crash either the old or the new content is there, whole. */
import { dirname } from 'node:path';
import type { Disk } from './disk.ts';

/** Ends the name of a file that was being written; one that is found at start is a leftover. */
export const TEMPORARY_SUFFIX = '.new';

/**
 * Writes a temporary file, makes it durable, renames it over the old one and makes the name durable.
 *
 * @param disk   the disk
 * @param path   file to replace or make
 * @param bytes  its new content
 * @throws the system's error; the old content then still stands, and the temporary file is removed if it can be
 */
export async function replaceFile(disk: Disk, path: string, bytes: Uint8Array): Promise<void> {
  const temporary = path + TEMPORARY_SUFFIX;
  try {
    const file = await disk.create(temporary);
    try {
      await file.append(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await disk.rename(temporary, path);
  } catch (error) {
    // The first failure is the one to report: a full disk often refuses the clean-up too, and the next start repeats it.
    await disk.unlink(temporary).catch(() => undefined);
    throw error;
  }
  await disk.syncFolder(dirname(path));
}
