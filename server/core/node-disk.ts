/** @module The disk of this machine through node:fs. */
import { type FileHandle, link, mkdir, open, readdir, readFile, rename, rm, unlink } from 'node:fs/promises';
import type { Disk, DiskFile } from './disk.ts';

/** Only the owner of the process may read what learners did. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

class NodeFile implements DiskFile {
  readonly path: string;
  sizeBytes: number;
  private readonly handle: FileHandle;

  constructor(path: string, handle: FileHandle, sizeBytes: number) {
    this.path = path;
    this.handle = handle;
    this.sizeBytes = sizeBytes;
  }

  async append(bytes: Uint8Array): Promise<void> {
    let written = 0;
    // A write may be cut short by the system (a signal, a nearly full disk); the rest is written by the next call.
    while (written < bytes.length) {
      const result = await this.handle.write(bytes, written, bytes.length - written, this.sizeBytes + written);
      written += result.bytesWritten;
    }
    this.sizeBytes += bytes.length;
  }

  sync(): Promise<void> {
    return this.handle.datasync();
  }

  async truncate(sizeBytes: number): Promise<void> {
    await this.handle.truncate(sizeBytes);
    this.sizeBytes = sizeBytes;
  }

  close(): Promise<void> {
    return this.handle.close();
  }
}

async function openAt(path: string, flags: string): Promise<DiskFile> {
  const handle = await open(path, flags, FILE_MODE);
  try {
    return new NodeFile(path, handle, (await handle.stat()).size);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** The machine's file system. */
export const nodeDisk: Disk = {
  read: (path) => readFile(path),
  list: async (folder) => (await readdir(folder)).sort(byCodeUnit),
  makeFolder: async (folder) => {
    await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
  },
  openAppend: async (path) => {
    try {
      return await openAt(path, 'r+');
    } catch (error) {
      // `a` would ignore the offsets that `append` states, so a missing file is made first.
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return openAt(path, 'w+');
      throw error;
    }
  },
  create: (path) => openAt(path, 'w+'),
  link: (path, secondPath) => link(path, secondPath),
  rename: (from, to) => rename(from, to),
  unlink: (path) => unlink(path),
  removeFolder: (folder) => rm(folder, { recursive: true, force: true }),
  syncFolder: async (folder) => {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
};

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
