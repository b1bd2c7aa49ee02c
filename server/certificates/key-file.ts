/** @module The key file: made once in a data directory, readable by its owner alone, and never mended by guessing. */
import { dirname } from 'node:path';
import type { Disk } from '../core/disk.ts';
import { LabError, systemCodeOf } from '../core/lab-error.ts';
import type { RandomSource } from '../core/random-source.ts';
import { replaceFile, TEMPORARY_SUFFIX } from '../core/replace-file.ts';
import { type CertificateKey, keyIdOf } from './signature.ts';

const SECRET_BYTES = 32;
/** Permission bits of anybody but the owner. */
const OTHERS = 0o077;
const FORM = /^tenantlab-certificate-key 1 ([0-9a-f]{16}) ([0-9a-f]{64})\n$/;

/**
 * @param disk  the disk
 * @param path  the key file
 * @returns the key, or undefined when there is no such file
 * @throws LabError `key-unusable` when others may read the file, or its content is not what was written
 */
export async function readKey(disk: Disk, path: string): Promise<CertificateKey | undefined> {
  let bytes: Uint8Array;
  try {
    const mode = await disk.mode(path);
    if ((mode & OTHERS) !== 0) {
      const found = `has permissions ${mode.toString(8).padStart(3, '0')}, expected 600`;
      throw unusable(path, `${found}: others may have read it. Run chmod 600 on it, or restore it from a backup`);
    }
    bytes = await disk.read(path);
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
  const [, keyId, hex] = FORM.exec(new TextDecoder().decode(bytes)) ?? [];
  if (keyId === undefined || hex === undefined)
    throw unusable(path, 'does not hold a whole key. Restore it from a backup');
  const secret = Buffer.from(hex, 'hex');
  if (keyIdOf(secret) !== keyId) throw unusable(path, 'holds a key that was changed. Restore it from a backup');
  return { keyId, secret };
}

/**
 * Reads the key of a data directory, and makes it when there is none.
 *
 * @param disk    the disk; new files are for their owner alone
 * @param random  for the secret
 * @param path    the key file, in a data directory that this process owns
 * @returns the key, on disk for good, and whether it was made just now
 * @throws LabError `key-unusable`
 */
export async function openKey(
  disk: Disk,
  random: RandomSource,
  path: string,
): Promise<{ readonly key: CertificateKey; readonly isNew: boolean }> {
  await removeLeftover(disk, path + TEMPORARY_SUFFIX);
  const held = await readKey(disk, path);
  if (held) return { key: held, isNew: false };
  const hex = random.hex(SECRET_BYTES);
  const secret = Buffer.from(hex, 'hex');
  const keyId = keyIdOf(secret);
  await replaceFile(disk, path, new TextEncoder().encode(`tenantlab-certificate-key 1 ${keyId} ${hex}\n`));
  return { key: { keyId, secret }, isNew: true };
}

/** A start that was killed before the rename signed nothing with what it wrote. */
async function removeLeftover(disk: Disk, path: string): Promise<void> {
  try {
    await disk.unlink(path);
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return;
    throw error;
  }
  await disk.syncFolder(dirname(path));
}

function unusable(path: string, found: string): LabError {
  return new LabError('key-unusable', `The certificate key ${path} ${found}; it was left as it is.`);
}
