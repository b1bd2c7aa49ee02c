/**
 * @module Revocation: one event per certificate, recorded once, in a file of its own.
 *
 * A command may record one beside the server that owns the data directory: it only ever adds a file that nothing else writes,
 * and the server looks for that file at every check.
 */
import type { RevocationDocument, Store } from '../store/store.ts';

/** What became of a revocation; the first event stands. */
export interface Revoked {
  readonly isNew: boolean;
  readonly event: RevocationDocument;
}

/**
 * @param store  of the data directory
 * @param event  what to record
 * @returns undefined when there is no such certificate; otherwise the event that is now on disk
 * @throws LabError `document-damaged`, or the system's error
 */
export async function revoke(store: Store, event: RevocationDocument): Promise<Revoked | undefined> {
  const { certificateId } = event;
  // A certificate that cannot be read any more can still be taken back; one that never was cannot.
  if (!(await store.certificates.ids()).includes(certificateId)) return undefined;
  const before = await store.revocations.find(certificateId);
  if (before) return { isNew: false, event: before };
  await store.revocations.add(certificateId, event);
  return { isNew: true, event };
}
