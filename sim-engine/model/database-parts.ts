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

/** Partitions: each does so many IO operations a second, and more while it has credit from quieter times. */
export interface PartitionSpec {
  /** Partitions of one unit, >= 1. */
  readonly perUnit: number;
  /** IO operations per second for which a partition earns credit, > 0. */
  readonly ratePerSec: number;
  /** Most credit of a partition, IO operations, >= 1; it begins with all of it. */
  readonly burst: number;
  /** What decides on the partition: the tenant alone, or the tenant and the key. */
  readonly by: 'tenant' | 'key';
  /** Without credit a request waits for it, or is turned away. */
  readonly over: 'wait' | 'throttle';
}
