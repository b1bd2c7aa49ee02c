/** @module The author's desk: drafts as they are written, and the way from a draft to a published scenario. */
import { TEXT_BYTES_MAX, utf8Bytes } from '../../scenarios/schema/check-text.ts';
import { fail, issue, ok, type Result } from '../../sim-engine/kernel/result.ts';
import type { DraftContent, DraftListing, PublishedVersion, SavedDraft } from '../../sim-engine/protocol/authoring.ts';
import type { Ports } from '../core/ports.ts';
import { ID_BYTES } from '../data/data-layout.ts';
import type { Library } from '../http/library.ts';
import type { DraftDocument, PublicationDocument, Store } from '../store/store.ts';
import type { AuthorThreads } from '../workers/author-threads.ts';
import type { PublishedShelf } from './published-shelf.ts';

/** What the desk works with. */
export interface AuthorDeskOptions {
  readonly ports: Ports;
  readonly store: Store;
  readonly threads: AuthorThreads;
  readonly shelf: PublishedShelf;
  /** Scenarios that come with the program: their ids are taken. */
  readonly program: Library;
  /** Drafts that one author may have listed. */
  readonly draftsMax: number;
  /** Seeds on which a scenario has to hold its proof before it is published, >= 1. */
  readonly proofSeeds: number;
}

/** Drafts and publishing. */
export class AuthorDesk {
  private readonly options: AuthorDeskOptions;
  /** Drafts by author, of those that are listed; null until they were read. */
  private owned: Map<string, Set<string>> | null = null;
  /** Drafts that are being published, so that twice at once makes one version. */
  private readonly publishing = new Set<string>();

  constructor(options: AuthorDeskOptions) {
    this.options = options;
  }

  /** @returns the author's drafts, the one saved last first */
  async list(learnerId: string): Promise<readonly DraftListing[]> {
    const owned = await this.draftsOf(learnerId);
    const drafts = await Promise.all([...owned].map((id) => this.options.store.drafts.find(id)));
    return drafts
      .filter((each) => each !== undefined)
      .sort((a, b) => (a.savedAt < b.savedAt ? 1 : a.savedAt > b.savedAt ? -1 : 0))
      .map((draft) => ({
        draftId: draft.draftId,
        scenarioId: lineOf(draft.text, 'id'),
        title: lineOf(draft.text, 'title'),
        savedAt: draft.savedAt,
        versions: this.options.shelf.ofDraft(draft.draftId).length,
      }));
  }

  /** @param text  the whole file, valid or not */
  async create(learnerId: string, text: string): Promise<Result<SavedDraft>> {
    const tooLarge = sizeIssue(text);
    if (tooLarge) return fail(tooLarge);
    const owned = await this.draftsOf(learnerId);
    if (owned.size >= this.options.draftsMax) {
      const message = `You have ${owned.size} drafts, and ${this.options.draftsMax} is the most: put one away first.`;
      return fail(issue('too-many-drafts', '', message));
    }
    const draftId = this.options.ports.random.hex(ID_BYTES);
    const now = this.now();
    const draft = { draftId, learnerId, text, revision: 1, createdAt: now, savedAt: now, putAwayAt: '' };
    owned.add(draftId);
    await this.options.store.drafts.add(draftId, draft);
    return ok({ draftId, revision: 1, savedAt: now });
  }

  async open(learnerId: string, draftId: string): Promise<Result<DraftContent>> {
    const draft = await this.find(learnerId, draftId);
    if (!draft.ok) return draft;
    const { text, revision, savedAt } = draft.value;
    const versions = this.options.shelf.ofDraft(draftId).map(versionOf);
    return ok({ draftId, text, revision, savedAt, versions, proofSeeds: this.options.proofSeeds });
  }

  /**
   * @param revision  the one that the change was made on
   * @returns the new revision, or `draft-changed` where somebody else (another window) saved meanwhile
   */
  async save(learnerId: string, draftId: string, text: string, revision: number): Promise<Result<SavedDraft>> {
    const tooLarge = sizeIssue(text);
    if (tooLarge) return fail(tooLarge);
    const found = await this.find(learnerId, draftId);
    if (!found.ok) return found;
    let isBehind = false;
    const saved = await this.options.store.drafts.update(draftId, (draft) => {
      isBehind = draft.revision !== revision && draft.text !== text;
      if (isBehind || draft.text === text) return draft;
      return { ...draft, text, revision: draft.revision + 1, savedAt: this.now() };
    });
    if (isBehind) {
      const message = `The draft was saved elsewhere at ${saved.savedAt}: load it again, or keep this text as a draft of its own.`;
      return fail(issue('draft-changed', 'revision', message));
    }
    return ok({ draftId, revision: saved.revision, savedAt: saved.savedAt });
  }

  /** Takes a draft off the list; what was published from it stays. */
  async putAway(learnerId: string, draftId: string): Promise<Result<null>> {
    const found = await this.find(learnerId, draftId);
    if (!found.ok) return found;
    await this.options.store.drafts.update(draftId, (draft) => ({ ...draft, putAwayAt: this.now() }));
    (await this.draftsOf(learnerId)).delete(draftId);
    return ok(null);
  }

  /**
   * Publishes a draft as it stands: it has to be valid, its id free, and its proofs have to hold on a few seeds here.
   *
   * @param revision  the one that the author has seen
   * @throws LabError `busy`, `worker-lost` or `worker-late`
   */
  async publish(learnerId: string, draftId: string, revision: number): Promise<Result<PublishedVersion>> {
    const found = await this.find(learnerId, draftId);
    if (!found.ok) return found;
    if (found.value.revision !== revision) {
      const message = 'The draft was saved since you looked at it: look at it again, then publish.';
      return fail(issue('draft-changed', 'revision', message));
    }
    if (this.publishing.has(draftId))
      return fail(issue('publishing', '', 'This draft is being published: wait for it to end.'));
    this.publishing.add(draftId);
    try {
      return await this.publishText(learnerId, found.value);
    } finally {
      this.publishing.delete(draftId);
    }
  }

  /** @returns the text of a published version of one's own draft */
  async version(learnerId: string, draftId: string, sha256: string): Promise<Result<string>> {
    const found = await this.find(learnerId, draftId);
    if (!found.ok) return found;
    const version = this.options.shelf.ofDraft(draftId).find((each) => each.sha256 === sha256);
    if (version === undefined) return fail(issue('not-found', '', 'This draft has no such version.'));
    return ok(version.text);
  }

  private async publishText(learnerId: string, { draftId, text }: DraftDocument): Promise<Result<PublishedVersion>> {
    const { ports, threads, shelf, program, proofSeeds } = this.options;
    const { told, content } = await threads.read(`${lineOf(text, 'id') || 'scenario'}.yaml`, text);
    if (content === null) return fail(...told.map((each) => each.issue));
    const { scenario, sha256 } = content;
    const [newest] = shelf.of(scenario.id);
    const isTaken = program.get(scenario.id) !== undefined || (newest !== undefined && newest.learnerId !== learnerId);
    if (isTaken) {
      const message = `found the id ${scenario.id}, which another scenario of this lab has: choose another id`;
      return fail(issue('id-taken', 'id', message));
    }
    if (newest?.sha256 === sha256) {
      const message = 'What this text says is published already: change something that counts.';
      return fail(issue('already-published', '', message));
    }
    const report = await threads.prove({ scenario, sha256, firstSeed: 1, seedCount: proofSeeds });
    if (!report.holds) {
      const reasons = report.proofs.flatMap((proof) => proof.reasons.map((reason) => `${proof.id}: ${reason}`));
      return fail(...reasons.slice(0, 10).map((reason) => issue('proof-failed', 'proofs', reason)));
    }
    const publication: PublicationDocument = {
      publicationId: ports.random.hex(ID_BYTES),
      draftId,
      learnerId,
      text,
      scenario,
      sha256,
      publishedAt: this.now(),
      provenSeeds: proofSeeds,
    };
    await shelf.add(publication);
    return ok(versionOf(publication));
  }

  private async find(learnerId: string, draftId: string): Promise<Result<DraftDocument>> {
    const draft = await this.options.store.drafts.find(draftId);
    if (draft === undefined || draft.learnerId !== learnerId || draft.putAwayAt !== '')
      return fail(issue('not-found', '', 'There is no draft of yours under this address.'));
    return ok(draft);
  }

  private async draftsOf(learnerId: string): Promise<Set<string>> {
    if (this.owned === null) {
      const owned = new Map<string, Set<string>>();
      for (const id of await this.options.store.drafts.ids()) {
        const draft = await this.options.store.drafts.find(id);
        if (draft === undefined || draft.putAwayAt !== '') continue;
        owned.set(draft.learnerId, (owned.get(draft.learnerId) ?? new Set()).add(id));
      }
      this.owned ??= owned;
    }
    const mine = this.owned.get(learnerId) ?? new Set();
    this.owned.set(learnerId, mine);
    return mine;
  }

  private now(): string {
    return new Date(this.options.ports.clock.wallMs()).toISOString();
  }
}

function versionOf({ scenario, sha256, publishedAt, provenSeeds }: PublicationDocument): PublishedVersion {
  return { scenarioId: scenario.id, title: scenario.title, sha256, publishedAt, provenSeeds };
}

function sizeIssue(text: string) {
  const bytes = utf8Bytes(text);
  if (bytes <= TEXT_BYTES_MAX) return undefined;
  return issue('file-too-large', 'text', `found ${bytes} bytes, expected at most ${TEXT_BYTES_MAX}: shorten the file`);
}

/** A key of one line as it is written, whether the file is valid or not; empty without one. */
function lineOf(text: string, key: string): string {
  const line = new RegExp(`^${key}:[ \\t]*(.{0,200})`, 'm').exec(text)?.[1] ?? '';
  return line.replace(/^(["'])(.*)\1\s*$/, '$2').trim();
}
