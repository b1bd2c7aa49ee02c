/** @module The store port: learners, courses, progress and certificates as documents. Runs are not here; their journals are files of their own. */
import type { Scenario } from '../../sim-engine/model/scenario.ts';
import type { CourseProgress } from '../../sim-engine/protocol/course.ts';

/** A learner as it is kept. */
export interface LearnerDocument {
  readonly learnerId: string;
  /** Shown name, 1..80 characters. */
  readonly name: string;
  readonly guideDone: boolean;
  /** SHA-256 of the cookie's secret, lowercase hex: a stolen store opens no session. */
  readonly secretSha256: string;
  /** ISO 8601. */
  readonly createdAt: string;
}

/** A course pack that was installed on this server. */
export interface CourseDocument {
  readonly courseId: string;
  readonly title: string;
  /** ISO 8601. */
  readonly createdAt: string;
}

/** How far a learner is, in every course. */
export interface ProgressDocument {
  readonly learnerId: string;
  /** By id of the course. */
  readonly courses: Readonly<Record<string, CourseProgress>>;
}

/** A certificate as it is kept. */
export interface CertificateDocument {
  readonly certificateId: string;
  readonly learnerId: string;
  /** The file, to the byte. */
  readonly text: string;
  /** The run of each of its modules, in their order. */
  readonly runIds: readonly string[];
}

/** That a certificate was taken back: an event, recorded once. It may come from a command beside the server. */
export interface RevocationDocument {
  readonly certificateId: string;
  /** ISO 8601. */
  readonly revokedAt: string;
  readonly reason: string;
}

/** A scenario that somebody writes. */
export interface DraftDocument {
  readonly draftId: string;
  /** Whose it is. */
  readonly learnerId: string;
  /** The file as it stands, valid or not. */
  readonly text: string;
  /** Rises with every change; a change says which one it was made on. */
  readonly revision: number;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly savedAt: string;
  /** ISO 8601, or empty: what was put away is kept and no longer listed. */
  readonly putAwayAt: string;
}

/** A version of a scenario that was published, named by its content; never changed. */
export interface PublicationDocument {
  readonly publicationId: string;
  readonly draftId: string;
  readonly learnerId: string;
  /** The file, to the byte. */
  readonly text: string;
  /** What was read from it then: it is not read a second time, so that a later notation cannot change it. */
  readonly scenario: Scenario;
  /** Of the scenario, lowercase hex. */
  readonly sha256: string;
  /** ISO 8601. */
  readonly publishedAt: string;
  /** Seeds on which its proofs held when it was published, >= 1. */
  readonly provenSeeds: number;
}

/** What every store can do. A promise that resolves means: on disk, and there after a power cut. */
export interface DocumentSet<T> {
  /**
   * @param id  a generated id
   * @returns the document, or undefined when there never was one under this id
   * @throws LabError `document-damaged` naming the file
   */
  find(id: string): Promise<T | undefined>;
  /** Ids of all documents, in their order. */
  ids(): Promise<readonly string[]>;
  /** Adds a document under a new id. */
  add(id: string, document: T): Promise<void>;
  /**
   * Changes a document; changes to one document happen one after the other.
   *
   * @param change  from the document as it stands to the document as it shall be
   * @throws LabError `document-missing`, `document-damaged`, or the system's error: the old document then still stands
   */
  update(id: string, change: (document: T) => T): Promise<T>;
}

/** Documents of every kind. */
export interface Store {
  readonly learners: DocumentSet<LearnerDocument>;
  readonly courses: DocumentSet<CourseDocument>;
  readonly progress: DocumentSet<ProgressDocument>;
  readonly certificates: DocumentSet<CertificateDocument>;
  readonly revocations: DocumentSet<RevocationDocument>;
  readonly drafts: DocumentSet<DraftDocument>;
  readonly publications: DocumentSet<PublicationDocument>;
}
