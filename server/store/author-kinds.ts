/** @module How drafts and publications are read back; a publication whose content is not what its hash says is damaged. */
import { checkEngineScenario } from '../../scenarios/schema/engine-scenario.ts';
import { contentHash } from '../content/canonical-json.ts';
import { textFields } from './document-kinds.ts';
import type { DocumentKind } from './durable-adapter.ts';
import type { DraftDocument, PublicationDocument } from './store.ts';

/** Drafts. */
export const draftKind: DocumentKind<DraftDocument> = {
  kind: 'draft',
  read(value) {
    const fields = textFields(value, ['draftId', 'learnerId', 'text', 'createdAt', 'savedAt', 'putAwayAt']);
    const revision = fields?.all.revision;
    if (!fields || typeof revision !== 'number' || !Number.isSafeInteger(revision)) return undefined;
    return { ...fields.text, revision };
  },
};

/** Publications. */
export const publicationKind: DocumentKind<PublicationDocument> = {
  kind: 'publication',
  read(value) {
    const fields = textFields(value, ['publicationId', 'draftId', 'learnerId', 'text', 'sha256', 'publishedAt']);
    const provenSeeds = fields?.all.provenSeeds;
    if (!fields || typeof provenSeeds !== 'number') return undefined;
    const written = fields.all.scenario as { readonly proofs?: unknown } | null;
    const checked = checkEngineScenario(
      typeof written === 'object' && written !== null ? { ...written, proofs: [] } : written,
    );
    if (!checked.ok || !Array.isArray(written?.proofs)) return undefined;
    const scenario = written as unknown as PublicationDocument['scenario'];
    if (contentHash(scenario) !== fields.text.sha256) return undefined;
    return { ...fields.text, scenario, provenSeeds };
  },
};
