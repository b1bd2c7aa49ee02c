/**
 * @module A run's history: every packed tick, appended as it is shown.
 *
 * Record: u32 CRC-32 of the tick (begun at the format's version, so that ticks of another format do not check out), u32 its length, the tick. It tells a restarted server how far learners have seen, and
 * spares it from executing a run again only to draw its past. What does not check out is cut and made anew by the engine.
 */
import { crc32 } from 'node:zlib';
import { FRAME_VERSION } from '../../sim-engine/protocol/frame-codec.ts';
import type { Disk, DiskFile } from '../core/disk.ts';

const HEAD_BYTES = 8;

/**
 * @param bytes  a history file
 * @returns its ticks from index 0 without a gap, and how many bytes they take
 */
export function readHistory(bytes: Uint8Array): { readonly ticks: Uint8Array[]; readonly validBytes: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const ticks: Uint8Array[] = [];
  let at = 0;
  while (at + HEAD_BYTES <= bytes.length) {
    const end = at + HEAD_BYTES + view.getUint32(at + 4, true);
    if (end > bytes.length || end < at + HEAD_BYTES + 4) break;
    const tick = bytes.subarray(at + HEAD_BYTES, end);
    if (checksum(tick) !== view.getUint32(at, true)) break;
    if (view.getUint32(at + HEAD_BYTES, true) !== ticks.length) break;
    ticks.push(tick);
    at = end;
  }
  return { ticks, validBytes: at };
}

/** The ticks of one run, in memory and on disk. */
export class History {
  readonly ticks: Uint8Array[];
  private readonly file: DiskFile;
  private readonly failed: (error: unknown) => void;
  private pending: Uint8Array[] = [];
  /** Writes happen one after the other. */
  private lastWrite: Promise<void> = Promise.resolve();
  /** Bytes of the file that hold whole records. */
  private goodBytes: number;
  private broken = false;

  private constructor(file: DiskFile, ticks: Uint8Array[], goodBytes: number, failed: (error: unknown) => void) {
    this.file = file;
    this.ticks = ticks;
    this.goodBytes = goodBytes;
    this.failed = failed;
  }

  /**
   * Opens a history, making it when there is none.
   *
   * @param disk    the disk
   * @param path    the history's file
   * @param failed  told when the disk refuses; the ticks stay in memory and are written later
   */
  static async open(disk: Disk, path: string, failed: (error: unknown) => void): Promise<History> {
    const file = await disk.openAppend(path);
    const { ticks, validBytes } = readHistory(file.sizeBytes === 0 ? new Uint8Array() : await disk.read(path));
    if (validBytes < file.sizeBytes) await file.truncate(validBytes);
    return new History(file, ticks, validBytes, failed);
  }

  /** @param ticks  the ticks that follow the last one */
  add(ticks: readonly Uint8Array[]): void {
    if (ticks.length === 0) return;
    for (const tick of ticks) {
      this.ticks.push(tick);
      this.pending.push(tick);
    }
    this.write().catch(this.failed);
  }

  /** Makes every tick durable. @throws the system's error */
  async sync(): Promise<void> {
    await this.write();
    await this.file.sync();
  }

  /** Writes what is left and closes the file. */
  async close(): Promise<void> {
    try {
      await this.write();
    } catch (error) {
      // The ticks can be made anew from the journal, so a full disk must not keep the server from closing.
      this.failed(error);
    }
    await this.file.close();
  }

  private write(): Promise<void> {
    const result = this.lastWrite.then(() => this.append());
    // Whoever asked for this write is told; the next one starts afresh.
    this.lastWrite = result.catch(() => undefined);
    return result;
  }

  private async append(): Promise<void> {
    while (this.pending.length > 0) {
      if (this.broken) {
        await this.file.truncate(this.goodBytes);
        this.broken = false;
      }
      const batch = this.pending;
      this.pending = [];
      try {
        await this.file.append(pack(batch));
        this.goodBytes = this.file.sizeBytes;
      } catch (error) {
        this.pending = [...batch, ...this.pending];
        this.broken = true;
        throw error;
      }
    }
  }
}

function pack(ticks: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(ticks.reduce((sum, tick) => sum + HEAD_BYTES + tick.length, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const tick of ticks) {
    view.setUint32(at, checksum(tick), true);
    view.setUint32(at + 4, tick.length, true);
    bytes.set(tick, at + HEAD_BYTES);
    at += HEAD_BYTES + tick.length;
  }
  return bytes;
}

function checksum(tick: Uint8Array): number {
  return crc32(tick, FRAME_VERSION);
}
