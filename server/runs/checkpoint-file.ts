/**
 * @module A run's checkpoint on disk: the engine's snapshot behind a header and a checksum over both.
 *
 * Layout: magic `TLCP`, version byte, three zero bytes, u32 length of the header, header (JSON), snapshot, SHA-256 of all
 * that. Replaced as a whole, so that after a crash the old or the new one is there. It is a short cut, never the truth: one
 * that does not check out is dropped and the run is executed again from its journal.
 */
import { createHash } from 'node:crypto';
import type { Disk } from '../core/disk.ts';
import { messageOf, systemCodeOf } from '../core/lab-error.ts';
import { replaceFile } from '../core/replace-file.ts';

const MAGIC = [0x54, 0x4c, 0x43, 0x50, 1, 0, 0, 0];
const FIXED_BYTES = MAGIC.length + 4;
const HASH_BYTES = 32;

/** What a checkpoint says of itself. */
export interface CheckpointHeader {
  readonly runId: string;
  readonly engineVersion: string;
  /** Simulated time reached, microseconds. */
  readonly nowUs: number;
  readonly events: number;
  /** Actions of the journal that the snapshot holds. */
  readonly actionCount: number;
  /** Digest of the run at this time; a restored run must have the same. */
  readonly digest: string;
  /** Objectives as they stood, for the list of runs. */
  readonly points: number;
  readonly pointsMax: number;
}

/** A checkpoint in memory. */
export interface Checkpoint {
  readonly header: CheckpointHeader;
  readonly snapshot: Uint8Array;
}

/** @param checkpoint  what to keep */
export function encodeCheckpoint(checkpoint: Checkpoint): Uint8Array {
  const header = new TextEncoder().encode(JSON.stringify(checkpoint.header));
  const bodyBytes = FIXED_BYTES + header.length + checkpoint.snapshot.length;
  const bytes = new Uint8Array(bodyBytes + HASH_BYTES);
  bytes.set(MAGIC);
  new DataView(bytes.buffer).setUint32(MAGIC.length, header.length, true);
  bytes.set(header, FIXED_BYTES);
  bytes.set(checkpoint.snapshot, FIXED_BYTES + header.length);
  bytes.set(createHash('sha256').update(bytes.subarray(0, bodyBytes)).digest(), bodyBytes);
  return bytes;
}

/**
 * @param bytes  a checkpoint file
 * @returns the checkpoint, or why it cannot be used
 */
export function decodeCheckpoint(bytes: Uint8Array): Checkpoint | { readonly unusable: string } {
  if (bytes.length < FIXED_BYTES + HASH_BYTES) return { unusable: `it has only ${bytes.length} bytes` };
  if (MAGIC.some((byte, index) => bytes[index] !== byte)) return { unusable: 'it does not begin like a checkpoint' };
  const bodyBytes = bytes.length - HASH_BYTES;
  const hash = createHash('sha256').update(bytes.subarray(0, bodyBytes)).digest();
  if (!hash.equals(bytes.subarray(bodyBytes))) return { unusable: 'its checksum is wrong' };
  const headerEnd =
    FIXED_BYTES + new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(MAGIC.length, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(FIXED_BYTES, headerEnd))) as CheckpointHeader;
  return { header, snapshot: bytes.slice(headerEnd, bodyBytes) };
}

/**
 * @param disk  the disk
 * @param path  the checkpoint's file
 * @returns the checkpoint, undefined when there is none, or why it cannot be used
 */
export async function readCheckpoint(
  disk: Disk,
  path: string,
): Promise<Checkpoint | { readonly unusable: string } | undefined> {
  let bytes: Uint8Array;
  try {
    bytes = await disk.read(path);
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return undefined;
    return { unusable: messageOf(error) };
  }
  return decodeCheckpoint(bytes);
}

/** Writes checkpoints of one run: one at a time, and of those that come meanwhile only the newest. */
export class CheckpointFile {
  private readonly disk: Disk;
  private readonly path: string;
  private next: { checkpoint: Checkpoint; before: () => Promise<void> } | undefined;
  private writing: Promise<void> | undefined;
  private readonly failed: (error: unknown) => void;

  /**
   * @param disk    the disk
   * @param path    the checkpoint's file
   * @param failed  told of every write that the disk refused; the older checkpoint then still stands
   */
  constructor(disk: Disk, path: string, failed: (error: unknown) => void) {
    this.disk = disk;
    this.path = path;
    this.failed = failed;
  }

  /**
   * @param checkpoint  the run's newest checkpoint
   * @param before      made durable first: what the checkpoint takes for granted
   */
  offer(checkpoint: Checkpoint, before: () => Promise<void>): void {
    this.next = { checkpoint, before };
    this.writing ??= this.write();
  }

  /** Resolves when nothing is being written any more. */
  async settled(): Promise<void> {
    await this.writing;
  }

  private async write(): Promise<void> {
    while (this.next) {
      const { checkpoint, before } = this.next;
      this.next = undefined;
      try {
        await before();
        await replaceFile(this.disk, this.path, encodeCheckpoint(checkpoint));
      } catch (error) {
        this.failed(error);
      }
    }
    this.writing = undefined;
  }
}
