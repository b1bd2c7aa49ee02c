/** @module What every line without caps has in common: it need not know who is in service. */
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { WaitingLine } from './discipline.ts';

/** Anybody who waits may start; a full line turns the newcomer away unless the discipline says otherwise. */
export abstract class UncappedLine implements WaitingLine {
  readonly counts = false;

  abstract readonly length: number;
  abstract enqueue(item: number, flow: number, size: number): void;
  abstract dequeue(): number;
  abstract remove(item: number): void;
  abstract list(max: number): number[];
  abstract state(codec: StateCodec): void;

  evictFor(_flow: number): number {
    return -1;
  }

  started(_flow: number): void {}

  finished(_flow: number): void {}

  putBack(item: number, flow: number, size: number): void {
    this.enqueue(item, flow, size);
  }

  atCap(_flow: number): boolean {
    return false;
  }

  mayStart(_flow: number): boolean {
    return true;
  }
}
