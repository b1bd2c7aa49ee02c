/**
 * @module Operations: what one kind of request asks of the system, in engine units; either one path that is always the same,
 * or steps of its own.
 */
import type { ParamValues } from './registry.ts';

/** How long a piece of work takes: a service law and its mean. */
export interface ServiceDemand {
  /** Id in the law registry. */
  readonly law: string;
  /** Mean of the law, in microseconds (or in IO operations where the field says so); > 0. */
  readonly mean: number;
  /** Further parameters of the law (for example `cv`). */
  readonly params: ParamValues;
  /** Table of the law, row by row, where it takes one. */
  readonly table?: readonly number[];
}

/** What kind of cache use an operation makes. */
export type CacheUse = 'read' | 'invalidate' | 'none';

/** What a lock lies on: the table that the tenants of a database share, a tenant's part of it, or the row of the request's key. */
export type LockScope = 'table' | 'tenant' | 'row';

/** A lock that a request takes at the database, once it has a connection. */
export interface OperationLock {
  readonly on: LockScope;
  readonly mode: 'shared' | 'exclusive';
  /** Longest wait for it, microseconds, >= 1; any without it. */
  readonly timeoutUs?: number;
  /** Time for which it is kept when everything inside is done, microseconds, >= 1; none without it. */
  readonly holdUs?: number;
}

/** Work at the database over one connection, which is given back at its end. */
export interface DatabaseWork {
  /** Core time, microseconds. */
  readonly cpu: ServiceDemand;
  /** IO operations, a count; the service time is the count over the device's rate. */
  readonly io: ServiceDemand;
  /** Locks in the order of taking: from the widest to the narrowest, at most one of a scope. */
  readonly locks?: readonly OperationLock[];
}

/** One step; a step begins when the one before it is done. */
export type OperationStep =
  /** Thread time at the app tier, microseconds. */
  | { readonly app: ServiceDemand }
  /** Looks the request's key up in the cache; these steps are done on a miss, and then the key is put in. None looks up again. */
  | { readonly lookup: readonly OperationStep[] }
  | { readonly read: DatabaseWork }
  /** Passes the tenant's write gate, and drops the request's key from the cache. */
  | { readonly write: DatabaseWork }
  /** Time at a service outside of the system, which has room for everybody; microseconds. */
  | { readonly external: ServiceDemand }
  /** Leaves a background job behind at once, whatever becomes of the request; worker time, microseconds. */
  | { readonly job: ServiceDemand }
  /** Branches that begin together; the next step begins when all of them are done. */
  | { readonly parallel: readonly (readonly OperationStep[])[] };

interface NamedOperation {
  readonly id: string;
  readonly title: string;
}

/** The short form: app, then perhaps cache, then database. */
export interface PathOperation extends NamedOperation, DatabaseWork {
  /** Thread time at the app tier, microseconds. */
  readonly app: ServiceDemand;
  readonly cache: CacheUse;
  /** Worker time of the background job that a finished request of this kind leaves behind, microseconds. */
  readonly job?: ServiceDemand;
}

/** The long form: any steps, at least one. */
export interface StepOperation extends NamedOperation {
  readonly steps: readonly OperationStep[];
}

/** One kind of request: what it asks of each tier. */
export type Operation = PathOperation | StepOperation;
