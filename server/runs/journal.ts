/**
 * @module The journal of one run: an append resolves only when the entry is on disk.
 *
 * Group commit: entries that arrive while the disk is busy go out together in one write and one fdatasync. When the disk
 * refuses, the file is cut back to what was durable before anything else is written, so that a refused entry can never
 * come back after a restart.
 */

import type { Disk, DiskFile } from '../core/disk.ts';
import { LabError, messageOf } from '../core/lab-error.ts';
import type { JournalEntry } from './journal-entry.ts';
import { CHAIN_START, encodeLine } from './journal-line.ts';
import { type JournalContent, readJournal } from './journal-reader.ts';

interface Waiting {
  readonly entry: JournalEntry;
  readonly resolve: () => void;
  readonly reject: (error: LabError) => void;
}

/** Appends to one journal file. */
export class Journal {
  private readonly file: DiskFile;
  private hash: string;
  private lines: number;
  private durableBytes: number;
  private waiting: Waiting[] = [];
  private flushing: Promise<void> | undefined;
  /** True after a refused write: the file may hold bytes that nobody was promised. */
  private unsure = false;

  private constructor(file: DiskFile, hash: string, lines: number) {
    this.file = file;
    this.hash = hash;
    this.lines = lines;
    this.durableBytes = file.sizeBytes;
  }

  /** Makes an empty journal; the folder's name for it is durable once the caller has synced the folder. */
  static async create(disk: Disk, path: string): Promise<Journal> {
    return new Journal(await disk.create(path), CHAIN_START, 0);
  }

  /**
   * Reads a journal and cuts an unfinished last line off the file. A damaged one is left as it is, without a writer.
   *
   * @param fileName  how the file is named in issues
   */
  static async open(
    disk: Disk,
    path: string,
    fileName: string,
  ): Promise<{ readonly content: JournalContent; readonly journal: Journal | undefined }> {
    const content = readJournal(await disk.read(path), fileName);
    if (content.damage) return { content, journal: undefined };
    const file = await disk.openAppend(path);
    try {
      if (content.tornBytes > 0) await file.truncate(content.validBytes);
      if (content.newlineMissing) await file.append(new TextEncoder().encode('\n'));
      if (content.tornBytes > 0 || content.newlineMissing) await file.sync();
    } catch (error) {
      await file.close();
      throw error;
    }
    return { content, journal: new Journal(file, content.hash, content.entries.length) };
  }

  /**
   * Appends an entry behind every earlier one.
   *
   * @returns resolves when the entry is durable
   * @throws LabError `journal-write-failed` when the disk refuses; the entry, and every one that was waiting behind it, is
   *   then certainly not in the journal. `journal-unsure` when the disk would not even take it back: it then counts only if
   *   the server is killed before the next entry is written
   */
  append(entry: JournalEntry): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ entry, resolve, reject });
      this.flushing ??= this.flush();
    });
  }

  /** Waits for what was appended, then closes the file. */
  async close(): Promise<void> {
    await this.flushing;
    await this.file.close();
  }

  private async flush(): Promise<void> {
    // One turn later, so that entries of the same moment share the first commit too.
    await Promise.resolve();
    while (this.waiting.length > 0) {
      const batch = this.waiting;
      this.waiting = [];
      try {
        await this.commit(batch);
        for (const item of batch) item.resolve();
      } catch (error) {
        // Entries behind a refused one were stamped as if it stood, so they fall with it.
        const refused = await this.refusal(error);
        const fallen = [...batch, ...this.waiting];
        this.waiting = [];
        for (const item of fallen) item.reject(refused);
      }
    }
    this.flushing = undefined;
  }

  /** Takes back what was refused at once, so that "nothing was done" is true even if the server is killed next. */
  private async refusal(error: unknown): Promise<LabError> {
    const reason = `The server's disk refused to keep this (${messageOf(error)}).`;
    try {
      await this.repair();
      return new LabError('journal-write-failed', `${reason} Nothing was done; try again in a moment.`, error);
    } catch (second) {
      const advice = 'It is not known whether it counts; send the same message again in a moment.';
      return new LabError('journal-unsure', `${reason} ${advice}`, second);
    }
  }

  private async repair(): Promise<void> {
    if (!this.unsure) return;
    await this.file.truncate(this.durableBytes);
    await this.file.sync();
    this.unsure = false;
  }

  private async commit(batch: readonly Waiting[]): Promise<void> {
    await this.repair();
    let hash = this.hash;
    let text = '';
    batch.forEach((item, index) => {
      const line = encodeLine(hash, this.lines + index, item.entry);
      text += line.text;
      hash = line.hash;
    });
    this.unsure = true;
    await this.file.append(new TextEncoder().encode(text));
    await this.file.sync();
    this.unsure = false;
    this.hash = hash;
    this.lines += batch.length;
    this.durableBytes = this.file.sizeBytes;
  }
}
