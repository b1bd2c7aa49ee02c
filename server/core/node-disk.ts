/** @module The disk of this machine through node:fs. */
import { type FileHandle, link, mkdir, open, readdir, readFile, rename, rm, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Disk, DiskFile } from './disk.ts';
import { systemCodeOf } from './lab-error.ts';

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

/**
 * Makes a folder and those above it. Not `mkdir` with `recursive`: where a file system makes nothing (below /proc), that
 * asks for ever.
 */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: FOLDER_MODE });
  } catch (error) {
    const code = systemCodeOf(error);
    if (code === 'EEXIST' && (await stat(folder)).isDirectory()) return;
    const above = dirname(folder);
    if (code !== 'ENOENT' || above === folder || (await isFolder(above))) throw error;
    await makeFolder(above);
    await makeFolder(folder);
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

/** The machine's file system. */
export const nodeDisk: Disk = {
  read: (path) => readFile(path),
  // Windows keeps permissions elsewhere and reports the same bits for every file.
  mode: async (path) => (await stat(path)).mode & 0o777 & (process.platform === 'win32' ? 0o700 : 0o777),
  list: async (folder) => (await readdir(folder)).sort(byCodeUnit),
  makeFolder,
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
