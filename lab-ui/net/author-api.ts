/** @module The author's calls, typed; each resolves, none rejects. */
import type {
  DraftContent,
  DraftListing,
  PublishedVersion,
  SavedDraft,
  WatchedFolder,
} from '../../sim-engine/protocol/authoring.ts';
import { call } from './api.ts';

const draft = (id: string): string => `/api/author/drafts/${encodeURIComponent(id)}`;

export const authorApi = {
  drafts: () => call<readonly DraftListing[]>('GET', '/api/author/drafts'),
  create: (text: string) => call<SavedDraft>('POST', '/api/author/drafts', { text }),
  createNew: (id: string) => call<SavedDraft>('POST', '/api/author/drafts/new', { id }),
  open: (id: string) => call<DraftContent>('GET', draft(id)),
  save: (id: string, text: string, revision: number) => call<SavedDraft>('PUT', draft(id), { text, revision }),
  putAway: (id: string) => call<null>('DELETE', draft(id)),
  publish: (id: string, revision: number) => call<PublishedVersion>('POST', `${draft(id)}/publish`, { revision }),
  version: (id: string, sha256: string) => call<{ readonly text: string }>('GET', `${draft(id)}/versions/${sha256}`),
  folder: () => call<{ readonly folder: WatchedFolder | null }>('GET', '/api/author/folder'),
  schema: () => call<unknown>('GET', '/api/schemas/scenario'),
};
