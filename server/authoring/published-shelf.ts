/** @module Published scenarios: every version by the hash of its content, the newest of each scenario for new runs. */
import { messageOf } from '../core/lab-error.ts';
import type { Log } from '../core/log.ts';
import type { Library } from '../http/library.ts';
import type { PublicationDocument, Store } from '../store/store.ts';

/** What was published, in memory; the store is the truth. */
export class PublishedShelf {
  private readonly store: Store;
  private readonly log: Log;
  /** Versions of each scenario, the oldest first. */
  private readonly versions = new Map<string, PublicationDocument[]>();

  constructor(store: Store, log: Log) {
    this.store = store;
    this.log = log;
  }

  /** Reads what there is; a version that is damaged is told and left out. */
  async takeStock(): Promise<void> {
    for (const id of await this.store.publications.ids()) {
      try {
        const found = await this.store.publications.find(id);
        if (found !== undefined) this.place(found);
      } catch (error) {
        this.log.error({ publicationId: id, reason: messageOf(error) }, 'a published scenario cannot be read');
      }
    }
  }

  /** Adds a version; on disk when this resolves. */
  async add(publication: PublicationDocument): Promise<void> {
    await this.store.publications.add(publication.publicationId, publication);
    this.place(publication);
  }

  /** @returns versions of a scenario, the newest first */
  of(scenarioId: string): readonly PublicationDocument[] {
    return [...(this.versions.get(scenarioId) ?? [])].reverse();
  }

  /** @returns versions that came from a draft, the newest first */
  ofDraft(draftId: string): readonly PublicationDocument[] {
    return [...this.versions.values()]
      .flat()
      .filter((each) => each.draftId === draftId)
      .sort((a, b) => (a.publishedAt < b.publishedAt ? 1 : -1));
  }

  /** The newest version of each scenario. */
  readonly library: Library = {
    get: (id) => this.versions.get(id)?.at(-1),
    list: () =>
      [...this.versions.values()].flatMap((all) => {
        const newest = all.at(-1);
        return newest === undefined ? [] : [summaryOf(newest)];
      }),
  };

  private place(publication: PublicationDocument): void {
    const { id } = publication.scenario;
    const all = [...(this.versions.get(id) ?? []), publication];
    all.sort((a, b) => (a.publishedAt < b.publishedAt ? -1 : a.publishedAt > b.publishedAt ? 1 : 0));
    this.versions.set(id, all);
  }
}

function summaryOf({ scenario: { id, title, summary } }: PublicationDocument) {
  return { id, title, summary };
}

/**
 * @param layers  the first that has an id is asked for it
 * @returns all of them as one library
 */
export function layered(layers: readonly Library[]): Library {
  return {
    get: (id) => {
      for (const layer of layers) {
        const found = layer.get(id);
        if (found !== undefined) return found;
      }
      return undefined;
    },
    list: () => {
      const seen = new Set<string>();
      return layers.flatMap((layer) =>
        layer.list().filter(({ id }) => {
          if (seen.has(id)) return false;
          seen.add(id);
          return true;
        }),
      );
    },
  };
}
