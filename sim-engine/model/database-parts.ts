/** @module Parts that a database may have beside cores and IO channels. */
import type { Choice } from './registry.ts';

/** Buffer pool: pages of everybody's data that are in memory; reading them takes no IO. */
export interface BufferSpec {
  /** Pages that the memory of one unit holds, >= 1. */
  readonly pagesPerUnit: number;
  /** Bytes of a page, >= 512: how many pages a tenant's data has. */
  readonly bytesPerPage: number;
  /** Whose page goes when it is full (registry `eviction`); the registry's default without it. */
  readonly policy?: Choice;
}
