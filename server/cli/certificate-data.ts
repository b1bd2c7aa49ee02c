/** @module A data directory as the certificate commands see it: looked into, never taken over. */
import { resolve } from 'node:path';
import { readKey } from '../certificates/key-file.ts';
import type { CertificateKey } from '../certificates/signature.ts';
import { LabError, messageOf, systemCodeOf } from '../core/lab-error.ts';
import { nodeDisk } from '../core/node-disk.ts';
import { type DataLayout, dataLayout } from '../data/data-layout.ts';
import { lowdbStore } from '../store/lowdb-store.ts';
import type { Store } from '../store/store.ts';
import { UnusableInput } from './command.ts';

/** What the commands need of a data directory. A server may own it meanwhile. */
export interface CertificateData {
  readonly layout: DataLayout;
  readonly store: Store;
  /** @returns the key, or undefined when the directory has none */
  key(): Promise<CertificateKey | undefined>;
}

/** @param folder  the data directory; it need not be there */
export function certificateData(folder: string): CertificateData {
  const layout = dataLayout(resolve(folder));
  return { layout, store: lowdbStore(nodeDisk, layout), key: () => readKey(nodeDisk, layout.certificateKey) };
}

/**
 * Runs what reads or writes a data directory.
 *
 * @throws UnusableInput in place of what the directory or the system refused
 */
export async function withData<T>(folder: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof LabError) throw new UnusableInput({ code: error.code, path: '', message: error.message });
    if (systemCodeOf(error) === '') throw error;
    const message = `the data directory ${folder} cannot be used (${messageOf(error)}): give another with --data`;
    throw new UnusableInput({ code: 'data-unusable', path: '', message });
  }
}
