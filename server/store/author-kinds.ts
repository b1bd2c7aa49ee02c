/** @module How drafts and publications are read back; a publication whose content is not what its hash says is damaged. */
import { checkEngineScenario } from '../../scenarios/schema/engine-scenario.ts';
import type { Scenario } from '../../sim-engine/model/scenario.ts';
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
    const written: unknown = fields.all.scenario;
    if (!isWritten(written)) return undefined;
    const checked = checkEngineScenario({ ...written, proofs: [] });
    // The proofs are no part of what a record may carry; the hash vouches for them too.
    if (!checked.ok || contentHash(written) !== fields.text.sha256) return undefined;
    const scenario: Scenario = { ...checked.value, proofs: written.proofs };
    return { ...fields.text, scenario, provenSeeds };
  },
};

function isWritten(value: unknown): value is { readonly proofs: Scenario['proofs'] } {
  return typeof value === 'object' && value !== null && 'proofs' in value && Array.isArray(value.proofs);
}
