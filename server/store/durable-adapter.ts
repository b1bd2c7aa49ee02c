/**
 * @module lowdb's adapter for one document that survives a power cut.
 *
 * lowdb's own adapter renames without fsync (the file can be empty after a power cut) and reads a missing or `null` file as
 * an empty store. This one does neither: what cannot be read as a document is an error that names the file.
 */
import type { Adapter } from 'lowdb';
import type { Disk } from '../core/disk.ts';
import { LabError, messageOf, systemCodeOf } from '../core/lab-error.ts';
import { replaceFile } from '../core/replace-file.ts';

/** Rises whenever the shape of the envelope changes. */
const STORE_VERSION = 1;

/** Turns JSON into a document. */
export interface DocumentKind<T> {
  /** Word for the document in files and messages. */
  readonly kind: string;
  /**
   * @param value  any JSON value
   * @returns the document, or undefined when the value is none
   */
  read(value: unknown): T | undefined;
}

/** One document in one file. */
export class DurableAdapter<T> implements Adapter<T> {
  private readonly disk: Disk;
  private readonly path: string;
  private readonly name: string;
  private readonly kind: DocumentKind<T>;

  /**
   * @param disk  the disk
   * @param path  the document's file
   * @param name  how the file is named in messages: relative, because they go to learners too
   * @param kind  what the document is
   */
  constructor(disk: Disk, path: string, name: string, kind: DocumentKind<T>) {
    this.disk = disk;
    this.path = path;
    this.name = name;
    this.kind = kind;
  }

  /** @throws LabError `document-missing` or `document-damaged`; never returns null, so lowdb never falls back on a default */
  async read(): Promise<T> {
    const bytes = await this.bytes();
    let text: string;
    try {
      text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch (error) {
      throw this.damaged('is not UTF-8', error);
    }
    let envelope: unknown;
    try {
      envelope = JSON.parse(text);
    } catch (error) {
      throw this.damaged(bytes.length === 0 ? 'is empty' : `is not JSON (${messageOf(error)})`, error);
    }
    if (typeof envelope !== 'object' || envelope === null || Array.isArray(envelope)) {
      throw this.damaged('does not hold a JSON object');
    }
    const { version, kind, document } = envelope as { version?: unknown; kind?: unknown; document?: unknown };
    if (version !== STORE_VERSION) throw this.damaged(`has version ${String(version)}, expected ${STORE_VERSION}`);
    if (kind !== this.kind.kind) throw this.damaged(`holds a ${String(kind)}, expected a ${this.kind.kind}`);
    const read = this.kind.read(document);
    if (read === undefined) throw this.damaged(`does not hold a whole ${this.kind.kind}`);
    return read;
  }

  /** Resolves once the document is durable. */
  async write(document: T): Promise<void> {
    const envelope = { version: STORE_VERSION, kind: this.kind.kind, document };
    await replaceFile(this.disk, this.path, new TextEncoder().encode(`${JSON.stringify(envelope)}\n`));
  }

  private async bytes(): Promise<Uint8Array> {
    try {
      return await this.disk.read(this.path);
    } catch (error) {
      if (systemCodeOf(error) !== 'ENOENT') throw error;
      throw new LabError('document-missing', `${this.name} is not there. Restore it from a backup.`, error);
    }
  }

  private damaged(found: string, cause?: unknown): LabError {
    const message = `${this.name} ${found}. Restore it from a backup; it was left as it is.`;
    return new LabError('document-damaged', message, cause);
  }
}
