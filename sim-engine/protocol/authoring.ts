/** @module What the author's page and the server say to each other about drafts and published scenarios. */

/** A draft in its author's list. */
export interface DraftListing {
  readonly draftId: string;
  /** As written in the text, valid or not; empty without one. */
  readonly scenarioId: string;
  readonly title: string;
  /** ISO 8601. */
  readonly savedAt: string;
  /** How many versions were published from it. */
  readonly versions: number;
}

/** A draft that was saved. */
export interface SavedDraft {
  readonly draftId: string;
  readonly revision: number;
  /** ISO 8601. */
  readonly savedAt: string;
}

/** A version that was published, named by its content. */
export interface PublishedVersion {
  readonly scenarioId: string;
  readonly title: string;
  /** Lowercase hex. */
  readonly sha256: string;
  /** ISO 8601. */
  readonly publishedAt: string;
  /** Seeds on which the server saw its proofs hold. */
  readonly provenSeeds: number;
}

/** A draft as it is opened. */
export interface DraftContent extends SavedDraft {
  readonly text: string;
  /** The newest first. */
  readonly versions: readonly PublishedVersion[];
  /** Seeds on which the server proves a scenario before it publishes it. */
  readonly proofSeeds: number;
}

/** One file of a folder that is watched. */
export interface WatchedFile {
  readonly name: string;
  /** Empty where the file is no valid scenario. */
  readonly scenarioId: string;
  readonly title: string;
  readonly sha256: string;
  /** `file:line:column: error CODE: message`, with the code frame of each. */
  readonly problems: readonly { readonly line: string; readonly frame: readonly string[] }[];
}

/** A folder that is watched, as it stands. */
export interface WatchedFolder {
  readonly folder: string;
  /** Rises with every change that was seen. */
  readonly change: number;
  readonly files: readonly WatchedFile[];
}
