/**
 * @module Moves: copies tenants' data from one database to another with real IO, a few tenants at a time.
 *
 * A chunk is read at the source's IO channels and written at the target's, waiting in line with everybody's queries.
 */
import type { MoveSpec } from '../model/scenario.ts';
import type { World } from './world.ts';

/** One tenant's copy. */
export interface Move {
  readonly tenant: number;
  /** Pool indices of the two databases. */
  readonly from: number;
  readonly to: number;
  readonly totalIo: number;
  leftIo: number;
  state: 'waiting' | 'copying' | 'done' | 'cancelled';
}

/** All copies of a run. */
export class Moves {
  list: Move[] = [];
  private readonly world: World;
  private readonly spec: MoveSpec;
  private readonly copyClass: number;
  private readonly onDone: (tenant: number) => void;

  /**
   * @param copyClass  class whose steps are copyRead, copyWrite, finishCopy
   * @param onDone     called when a tenant's data is all there
   */
  constructor(world: World, spec: MoveSpec, copyClass: number, onDone: (tenant: number) => void) {
    this.world = world;
    this.spec = spec;
    this.copyClass = copyClass;
    this.onDone = onDone;
  }

  /** Puts a tenant's data on the list. */
  add(tenant: number, from: number, to: number, dataBytes: number): void {
    const totalIo = Math.max(1, Math.ceil(dataBytes / this.spec.bytesPerIo));
    this.list.push({ tenant, from, to, totalIo, leftIo: totalIo, state: 'waiting' });
  }

  /** Gives up every copy that is not done; a chunk on its way still finishes. */
  cancelAll(): void {
    for (const move of this.list) if (move.state === 'waiting' || move.state === 'copying') move.state = 'cancelled';
  }

  /** Starts copies while streams are free. */
  startWaiting(): void {
    let copying = this.list.filter((move) => move.state === 'copying').length;
    this.list.forEach((move, index) => {
      if (move.state !== 'waiting' || copying >= this.spec.streams) return;
      move.state = 'copying';
      copying++;
      this.sendChunk(move, index);
    });
  }

  /** A chunk was written. */
  chunkCopied(row: number): void {
    const move = this.list[this.world.requests.branches[row]!]!;
    const index = this.world.requests.branches[row]!;
    const io = Math.min(this.spec.chunkIo, move.leftIo);
    this.world.requests.release(row);
    this.world.pools[move.from]!.users--;
    this.world.pools[move.to]!.users--;
    if (move.state !== 'copying') return;
    move.leftIo -= io;
    if (move.leftIo > 0) {
      this.sendChunk(move, index);
      return;
    }
    move.state = 'done';
    this.onDone(move.tenant);
    this.startWaiting();
  }

  private sendChunk(move: Move, index: number): void {
    this.world.pools[move.from]!.users++;
    this.world.pools[move.to]!.users++;
    const io = Math.min(this.spec.chunkIo, move.leftIo);
    const row = this.world.spawn(this.copyClass, move.tenant, io, move.from, move.to);
    this.world.requests.branches[row] = index;
  }
}
