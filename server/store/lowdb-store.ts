/** @module The embedded store: lowdb, one small document per learner, course and certificate, each in a file of its own. */
import { basename, join } from 'node:path';
import { Low } from 'lowdb';
import type { Disk } from '../core/disk.ts';
import { LabError } from '../core/lab-error.ts';
import { TEMPORARY_SUFFIX } from '../core/replace-file.ts';
import { type DataLayout, ID_PATTERN } from '../data/data-layout.ts';
import { draftKind, publicationKind } from './author-kinds.ts';
import { certificateKind, courseKind, learnerKind, progressKind, revocationKind } from './document-kinds.ts';
import { type DocumentKind, DurableAdapter } from './durable-adapter.ts';
import type {
  CertificateDocument,
  CourseDocument,
  DocumentSet,
  DraftDocument,
  LearnerDocument,
  ProgressDocument,
  PublicationDocument,
  RevocationDocument,
  Store,
} from './store.ts';

/** Documents kept in memory per kind; the least recently used one goes first. About 1 KB each. */
const CACHED_MAX = 5_000;
/** The same of documents that hold a whole file, up to 256 KiB each. */
const LARGE_CACHED_MAX = 100;

/**
 * Opens the store of a data directory and clears away what a crash left half-written.
 *
 * @param disk    the disk
 * @param layout  the data directory, owned by this process
 */
export async function openLowdbStore(disk: Disk, layout: DataLayout): Promise<Store> {
  await removeLeftovers(disk, layout.learners);
  await removeLeftovers(disk, layout.courses);
  await removeLeftovers(disk, layout.progress);
  await removeLeftovers(disk, layout.certificates);
  await removeLeftovers(disk, layout.revocations);
  await removeLeftovers(disk, layout.drafts);
  await removeLeftovers(disk, layout.publications);
  return lowdbStore(disk, layout);
}

/**
 * The store of a data directory that another process may own: nothing is cleared away.
 *
 * @param disk    the disk
 * @param layout  the data directory
 */
export function lowdbStore(disk: Disk, layout: DataLayout): Store {
  return {
    learners: new LowdbDocuments<LearnerDocument>(disk, layout.learners, learnerKind),
    courses: new LowdbDocuments<CourseDocument>(disk, layout.courses, courseKind),
    progress: new LowdbDocuments<ProgressDocument>(disk, layout.progress, progressKind),
    certificates: new LowdbDocuments<CertificateDocument>(disk, layout.certificates, certificateKind),
    revocations: new LowdbDocuments<RevocationDocument>(disk, layout.revocations, revocationKind),
    drafts: new LowdbDocuments<DraftDocument>(disk, layout.drafts, draftKind, LARGE_CACHED_MAX),
    publications: new LowdbDocuments<PublicationDocument>(disk, layout.publications, publicationKind, LARGE_CACHED_MAX),
  };
}

async function removeLeftovers(disk: Disk, folder: string): Promise<void> {
  await disk.makeFolder(folder);
  for (const name of await disk.list(folder)) {
    // The rename had not happened, so nobody was told that this content is safe.
    if (name.endsWith(TEMPORARY_SUFFIX)) await disk.unlink(join(folder, name));
  }
  await disk.syncFolder(folder);
}

/** Documents of one kind in one folder. */
class LowdbDocuments<T> implements DocumentSet<T> {
  private readonly disk: Disk;
  private readonly folder: string;
  private readonly kind: DocumentKind<T>;
  private readonly cachedMax: number;
  private readonly cached = new Map<string, T>();
  /** Last change of each document that is being changed. */
  private readonly changing = new Map<string, Promise<unknown>>();

  constructor(disk: Disk, folder: string, kind: DocumentKind<T>, cachedMax = CACHED_MAX) {
    this.cachedMax = cachedMax;
    this.disk = disk;
    this.folder = folder;
    this.kind = kind;
  }

  async find(id: string): Promise<T | undefined> {
    if (!ID_PATTERN.test(id)) return undefined;
    const known = this.cached.get(id);
    if (known !== undefined) {
      this.keep(id, known);
      return known;
    }
    try {
      const document = await this.adapter(id).read();
      this.keep(id, document);
      return document;
    } catch (error) {
      if (error instanceof LabError && error.code === 'document-missing') return undefined;
      throw error;
    }
  }

  async ids(): Promise<readonly string[]> {
    const names = await this.disk.list(this.folder);
    return names.flatMap((name) => {
      const id = basename(name, '.json');
      return name.endsWith('.json') && ID_PATTERN.test(id) ? [id] : [];
    });
  }

  async add(id: string, document: T): Promise<void> {
    await this.write(id, document);
  }

  update(id: string, change: (document: T) => T): Promise<T> {
    const before = this.changing.get(id) ?? Promise.resolve();
    const apply = async (): Promise<T> => {
      const document = this.cached.get(id) ?? (await this.adapter(id).read());
      const changed = change(document);
      await this.write(id, changed);
      return changed;
    };
    // A failed change must not stop the next one; its own caller has the failure.
    const result = before.then(apply, apply);
    this.changing.set(id, result);
    const settle = (): void => {
      if (this.changing.get(id) === result) this.changing.delete(id);
    };
    result.then(settle, settle);
    return result;
  }

  private async write(id: string, document: T): Promise<void> {
    const low = new Low<T>(this.adapter(id), document);
    // Memory follows the disk, never leads it: after a refused write the next reader looks at the file.
    this.cached.delete(id);
    await low.write();
    this.keep(id, document);
  }

  private keep(id: string, document: T): void {
    this.cached.delete(id);
    this.cached.set(id, document);
    if (this.cached.size <= this.cachedMax) return;
    for (const oldest of this.cached.keys()) {
      this.cached.delete(oldest);
      return;
    }
  }

  private adapter(id: string): DurableAdapter<T> {
    if (!ID_PATTERN.test(id)) throw new LabError('document-missing', 'no document has an id of this form');
    const file = `${id}.json`;
    return new DurableAdapter(this.disk, join(this.folder, file), `${basename(this.folder)}/${file}`, this.kind);
  }
}
