/**
 * @module Moves: tenants' data goes from one database to another with real IO, a few tenants at a time, while they work.
 *
 * A move copies everything, then in rounds what was written meanwhile, freezes the tenant's writes for the rest, compares a
 * part and hands over; or it is rolled back, and the tenant stays where it was. A chunk is read at the source's IO channels
 * and written (or, when comparing, read again) at the target's, in line with everybody's queries.
 */
import type { RandomStream } from '../kernel/random-stream.ts';
import type { MoveSpec } from '../model/scenario.ts';
import type { MoveStage, MoveView } from '../model/topology.ts';
import { type CopyRound, firstRound, nextRound, roundVerdict } from './copy-rounds.ts';
import { type MoveTerms, moveTerms } from './move-terms.ts';
import type { World } from './world.ts';
import { closeGate, openGate, writesPassed } from './write-gate.ts';

/** One tenant's move. */
export interface Move {
  readonly tenant: number;
  /** Pool indices of the two databases. */
  readonly from: number;
  readonly to: number;
  /** IO operations that all of the data takes. */
  readonly totalIo: number;
  stage: MoveStage | 'done' | 'cancelled' | 'rolled-back';
  round: CopyRound;
  /** What is left of the round, or of the comparison. */
  leftIo: number;
  /** Writes of the tenant when the round began. */
  writesBefore: number;
  /** Request that keeps its write gate closed or waits for that, or -1. */
  gate: number;
  /** When the next chunk may begin, microseconds. */
  nextChunkUs: number;
}

/** Classes of a move's own requests. */
export interface MoveClasses {
  readonly copy: number;
  readonly pacedCopy: number;
  readonly gate: number;
}

/** What becomes of a move. */
export interface MoveListener {
  /** The data is all there and the same, and writes stand still: the tenant is to be placed on the target. */
  moved(tenant: number): void;
  /** @param why  rest of a sentence that begins with the tenant's id */
  rolledBack(tenant: number, why: string): void;
}

/** All moves of a run. */
export class Moves {
  list: Move[] = [];
  private readonly world: World;
  private readonly terms: MoveTerms;
  private readonly classes: MoveClasses;
  private readonly listener: MoveListener;
  /** Per tenant where comparisons can fail, else empty. */
  private readonly verifyStreams: readonly RandomStream[];

  constructor(world: World, spec: MoveSpec, classes: MoveClasses, listener: MoveListener, tenants: readonly string[]) {
    this.world = world;
    this.terms = moveTerms(spec);
    this.classes = classes;
    this.listener = listener;
    const fallible = this.terms.verifyFailureProbability > 0;
    this.verifyStreams = fallible ? tenants.map((id) => world.bank.open(`verify/${id}`)) : [];
  }

  /** Puts a tenant's data on the list. */
  add(tenant: number, from: number, to: number, dataBytes: number): void {
    const totalIo = Math.max(1, Math.ceil(dataBytes / this.terms.bytesPerIo));
    const round = firstRound(totalIo);
    this.list.push({
      tenant,
      from,
      to,
      totalIo,
      stage: 'waiting',
      round,
      leftIo: totalIo,
      writesBefore: 0,
      gate: -1,
      nextChunkUs: 0,
    });
  }

  /** @returns tenants whose moves were not over; all of them are given up, though a chunk on its way still finishes */
  cancelAll(): number {
    let cancelled = 0;
    for (const move of this.list) {
      if (isOver(move)) continue;
      cancelled++;
      move.stage = 'cancelled';
      this.thaw(move);
    }
    return cancelled;
  }

  /** Starts moves while streams are free. */
  startWaiting(): void {
    let active = this.list.filter((move) => !isOver(move) && move.stage !== 'waiting').length;
    this.list.forEach((move, index) => {
      if (move.stage !== 'waiting' || active >= this.terms.streams) return;
      move.stage = 'copying';
      active++;
      move.writesBefore = writesPassed(this.world, move.tenant);
      this.sendChunk(move, index);
    });
  }

  /** A request of a move has come to its end: a chunk was copied, or a gate is closed. */
  stepDone(row: number): void {
    const { requests } = this.world;
    const index = requests.branches[row]!;
    const move = this.list[index]!;
    if (requests.program[row] === this.classes.gate) {
      // Whatever was written until the gate closed, and nothing after that, is left to copy.
      move.leftIo = this.writtenIo(move);
      this.goOn(move, index);
      return;
    }
    const io = Math.min(this.terms.chunkIo, move.leftIo);
    requests.release(row);
    this.world.pools[move.from]!.users--;
    this.world.pools[move.to]!.users--;
    if (isOver(move)) return;
    move.leftIo -= io;
    this.goOn(move, index);
  }

  /** @returns moves that are not over, for the drawing */
  views(): MoveView[] {
    return this.list.flatMap((move) => {
      const { tenant, stage, leftIo, totalIo, round } = move;
      if (stage === 'done' || stage === 'cancelled' || stage === 'rolled-back') return [];
      const doneShare = stage === 'verifying' ? 1 : 1 - leftIo / totalIo;
      return [{ tenant, doneShare, waiting: stage === 'waiting', stage, round: round.number }];
    });
  }

  private goOn(move: Move, index: number): void {
    if (move.leftIo > 0) this.sendChunk(move, index);
    else if (move.stage === 'frozen') {
      move.stage = 'verifying';
      move.leftIo = Math.ceil(move.totalIo * this.terms.verifyShare);
      this.goOn(move, index);
    } else if (move.stage === 'verifying') this.verified(move);
    else this.roundDone(move, index);
  }

  private roundDone(move: Move, index: number): void {
    const { terms, world } = this;
    move.round = nextRound(move.round, this.writtenIo(move));
    move.leftIo = move.round.size;
    const verdict = roundVerdict(move.round, { freezeSize: terms.freezeIo, stalledRoundsMax: terms.stalledRoundsMax });
    if (verdict === 'give-up') {
      const why = `writes as fast as its data is copied; after ${move.round.number} rounds it stays where it was`;
      this.rollBack(move, why);
    } else if (verdict === 'copy') {
      move.stage = 'catching-up';
      move.writesBefore = writesPassed(world, move.tenant);
      this.sendChunk(move, index);
    } else {
      move.stage = 'frozen';
      move.gate = world.newRequest(this.classes.gate, move.tenant);
      world.requests.branches[move.gate] = index;
      closeGate(world, move.gate, move.tenant);
    }
  }

  private verified(move: Move): void {
    const stream = this.verifyStreams[move.tenant];
    if (stream?.happens(this.terms.verifyFailureProbability)) {
      this.rollBack(move, 'has differences between old and new data; it stays where it was');
      return;
    }
    move.stage = 'done';
    this.listener.moved(move.tenant);
    this.thaw(move);
    this.startWaiting();
  }

  private rollBack(move: Move, why: string): void {
    move.stage = 'rolled-back';
    this.listener.rolledBack(move.tenant, why);
    this.thaw(move);
    this.startWaiting();
  }

  private thaw(move: Move): void {
    if (move.gate < 0) return;
    const gate = move.gate;
    move.gate = -1;
    openGate(this.world, gate);
  }

  /** @returns IO operations that copy what the tenant has written since the round began; never more than all its data */
  private writtenIo(move: Move): number {
    const writes = writesPassed(this.world, move.tenant) - move.writesBefore;
    return Math.min(move.totalIo, Math.ceil((writes * this.terms.bytesPerWrite) / this.terms.bytesPerIo));
  }

  private sendChunk(move: Move, index: number): void {
    const { world, terms, classes } = this;
    const { requests, nowUs } = world;
    world.pools[move.from]!.users++;
    world.pools[move.to]!.users++;
    const io = Math.min(terms.chunkIo, move.leftIo);
    // While writes stand still, nothing else counts than to be done soon.
    const hurries = move.stage === 'frozen' || move.stage === 'verifying';
    const startUs = hurries ? nowUs : Math.max(nowUs, move.nextChunkUs);
    move.nextChunkUs = startUs + (io * 1_000_000) / terms.copyIoPerSecMax;
    const row = world.newRequest(startUs > nowUs ? classes.pacedCopy : classes.copy, move.tenant);
    requests.demand[row * requests.slots] = io;
    requests.demand[row * requests.slots + 1] = startUs - nowUs;
    requests.aux[row] = move.from;
    requests.key[row] = move.to;
    requests.branches[row] = index;
    world.advance(row);
  }
}

function isOver({ stage }: Move): boolean {
  return stage === 'done' || stage === 'cancelled' || stage === 'rolled-back';
}
