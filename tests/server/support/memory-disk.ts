/**
 * @module A disk in memory that can lose its power and refuse any operation: what was synced is there afterwards, what was
 * not may be there in part.
 */
import type { Disk, DiskFile } from '../../../server/core/disk.ts';

interface Inode {
  bytes: Uint8Array;
  /** Content that survives a power cut. */
  durable: Uint8Array;
}

/** What the disk says when it refuses. */
export class DiskRefusal extends Error {
  readonly code: string;

  constructor(code: string, path: string) {
    super(`${code}: ${path}`);
    this.code = code;
  }
}

/** Files in memory. */
export class MemoryDisk implements Disk {
  /** Changing operations so far. */
  operations = 0;
  /** Number of the changing operation that is refused; every later one too while `refusesOn` is set. */
  refuseAt = Number.POSITIVE_INFINITY;
  refusesOn = false;
  /** Called before each sync of a file, to hold it up. */
  beforeSync: () => Promise<void> = () => Promise.resolve();
  /** Permission bits of files that have others than 0o600. */
  readonly modes = new Map<string, number>();
  private names = new Map<string, Inode>();
  private durableNames = new Map<string, Inode>();
  private readonly folders = new Set<string>(['/']);

  async read(path: string): Promise<Uint8Array> {
    return this.inode(path).bytes.slice();
  }

  async mode(path: string): Promise<number> {
    this.inode(path);
    return this.modes.get(path) ?? 0o600;
  }

  async list(folder: string): Promise<readonly string[]> {
    const names = new Set<string>();
    const prefix = `${folder}/`;
    for (const path of [...this.names.keys(), ...this.folders]) {
      if (path.startsWith(prefix)) names.add(path.slice(prefix.length).split('/')[0]!);
    }
    if (names.size === 0 && !this.folders.has(folder)) throw new DiskRefusal('ENOENT', folder);
    return [...names].sort((a, b) => (a < b ? -1 : 1));
  }

  async makeFolder(folder: string): Promise<void> {
    this.change(folder);
    const parts = folder.split('/');
    for (let count = 2; count <= parts.length; count++) this.folders.add(parts.slice(0, count).join('/'));
  }

  async openAppend(path: string): Promise<DiskFile> {
    const known = this.names.get(path);
    if (known) return this.handle(path, known);
    return this.create(path);
  }

  async create(path: string): Promise<DiskFile> {
    this.change(path);
    const inode = this.names.get(path) ?? { bytes: new Uint8Array(), durable: new Uint8Array() };
    inode.bytes = new Uint8Array();
    this.names.set(path, inode);
    return this.handle(path, inode);
  }

  async link(path: string, secondPath: string): Promise<void> {
    this.change(secondPath);
    if (this.names.has(secondPath)) throw new DiskRefusal('EEXIST', secondPath);
    this.names.set(secondPath, this.inode(path));
  }

  async rename(from: string, to: string): Promise<void> {
    this.change(to);
    this.names.set(to, this.inode(from));
    this.names.delete(from);
  }

  async unlink(path: string): Promise<void> {
    this.change(path);
    this.inode(path);
    this.names.delete(path);
  }

  async removeFolder(folder: string): Promise<void> {
    this.change(folder);
    for (const path of [...this.names.keys()]) if (path.startsWith(`${folder}/`)) this.names.delete(path);
    this.folders.delete(folder);
  }

  async syncFolder(folder: string): Promise<void> {
    this.change(folder);
    const isIn = (path: string): boolean => path.slice(0, path.lastIndexOf('/')) === folder;
    for (const path of [...this.durableNames.keys()]) if (isIn(path)) this.durableNames.delete(path);
    for (const [path, inode] of this.names) if (isIn(path)) this.durableNames.set(path, inode);
  }

  /** Puts a file there as if it had always been. */
  plant(path: string, bytes: Uint8Array): void {
    const inode = { bytes: bytes.slice(), durable: bytes.slice() };
    this.names.set(path, inode);
    this.durableNames.set(path, inode);
  }

  /**
   * Cuts the power.
   *
   * @param keep  share of each file's unsynced end that happens to be on disk, 0..1
   * @returns the disk as it is found afterwards
   */
  afterPowerCut(keep: number): MemoryDisk {
    const after = new MemoryDisk();
    for (const folder of this.folders) after.folders.add(folder);
    for (const [path, inode] of this.durableNames) {
      const unsynced = Math.max(0, inode.bytes.length - inode.durable.length);
      const length = inode.durable.length + Math.floor(unsynced * keep);
      after.plant(path, unsynced > 0 ? inode.bytes.slice(0, length) : inode.durable);
    }
    return after;
  }

  /** The disk after the process was killed: the system still has everything that was written. */
  afterKill(): MemoryDisk {
    const after = new MemoryDisk();
    for (const folder of this.folders) after.folders.add(folder);
    for (const [path, inode] of this.names) after.plant(path, inode.bytes);
    return after;
  }

  private inode(path: string): Inode {
    const inode = this.names.get(path);
    if (!inode) throw new DiskRefusal('ENOENT', path);
    return inode;
  }

  private change(path: string): void {
    this.operations++;
    const refuses = this.refusesOn ? this.operations >= this.refuseAt : this.operations === this.refuseAt;
    if (refuses) throw new DiskRefusal('ENOSPC', path);
  }

  private handle(path: string, inode: Inode): DiskFile {
    const change = (): void => this.change(path);
    const disk = this;
    let sizeBytes = inode.bytes.length;
    const put = (bytes: Uint8Array): void => {
      const joined = new Uint8Array(sizeBytes + bytes.length);
      joined.set(inode.bytes.subarray(0, sizeBytes));
      joined.set(bytes, sizeBytes);
      inode.bytes = joined;
    };
    return {
      path,
      get sizeBytes() {
        return sizeBytes;
      },
      async append(bytes) {
        try {
          change();
        } catch (error) {
          // A full disk takes what still fits, and only then refuses.
          put(bytes.subarray(0, bytes.length >> 1));
          throw error;
        }
        put(bytes);
        sizeBytes += bytes.length;
      },
      async sync() {
        await disk.beforeSync();
        change();
        inode.durable = inode.bytes.slice();
      },
      async truncate(size) {
        change();
        inode.bytes = inode.bytes.slice(0, size);
        sizeBytes = size;
      },
      async close() {},
    };
  }
}
