/** @module A scheduler fed by hand: the waiting line of any discipline, without a station around it. */
import { fail, type Issue, issue, ok, type Result } from '../kernel/result.ts';
import { type Choice, withDefaults } from '../model/registry.ts';
import type { FlowSpec, WaitingLine } from '../policies/discipline/discipline.ts';
import { DISCIPLINES } from '../policies/discipline/index.ts';
import { lineFor } from '../policies/discipline/line-for.ts';
import { WaitingItems } from '../policies/discipline/waiting-items.ts';
import { entryOf } from '../policies/lookup.ts';
import { checkChoice } from './check-choice.ts';
import { NetworkUseError } from './network-use-error.ts';

/** A flow: its weight alone, or what differs from weight 1, priority 0 and no cap. */
export type Flow = number | Partial<FlowSpec>;

/** Items go in with a flow and a size, and come out in the order of the discipline. */
export interface Scheduler {
  /** How many wait, those held back by a cap included. */
  readonly length: number;
  /**
   * @param item  whole number >= 0 that does not wait here yet
   * @param flow  index of its flow
   * @param size  >= 0, in the unit of the discipline's parameters
   * @throws NetworkUseError when one of them is not that
   */
  enqueue(item: number, flow: number, size: number): void;
  /** @returns the next item, or -1 when nobody waits or all who wait are held back by a cap */
  dequeue(): number;
  /** @returns whether the item waited, and does no more */
  remove(item: number): boolean;
  /** To be told when flows have caps: an item of the flow went into service. */
  started(flow: number): void;
  /** To be told when flows have caps: an item of the flow left service. */
  finished(flow: number): void;
}

/**
 * @param choice  discipline and parameters
 * @param flows   every flow
 * @returns the scheduler, or every issue: unknown discipline or parameter, impossible weight, priority or cap
 */
export function createScheduler(choice: Choice, flows: readonly Flow[]): Result<Scheduler> {
  const specs = flows.map(completed);
  const issues = checkChoice(DISCIPLINES, choice.id, choice.params, 'discipline');
  specs.forEach((spec, flow) => {
    issues.push(...checkFlow(spec, `flows.${flow}`));
  });
  if (issues.length > 0) return fail(...issues);
  const discipline = entryOf(DISCIPLINES, choice.id);
  const line = lineFor(discipline, specs, new WaitingItems(), withDefaults(discipline, choice.params));
  return ok(new HandFed(line, specs.length));
}

function completed(flow: Flow): FlowSpec {
  const given = typeof flow === 'number' ? { weight: flow } : flow;
  return { weight: 1, priority: 0, cap: Number.POSITIVE_INFINITY, ...given };
}

function checkFlow({ weight, priority, cap }: FlowSpec, path: string): Issue[] {
  const issues: Issue[] = [];
  const refuse = (name: string, found: number, expected: string): void => {
    issues.push(issue('impossible-number', `${path}.${name}`, `found ${found}, expected ${expected}`));
  };
  if (!(weight > 0 && weight < Number.POSITIVE_INFINITY)) refuse('weight', weight, 'more than 0');
  if (!(Number.isInteger(priority) && priority >= 0)) refuse('priority', priority, 'a whole number from 0');
  if (!(cap === Number.POSITIVE_INFINITY || (Number.isInteger(cap) && cap >= 1))) {
    refuse('cap', cap, 'a whole number from 1, or Infinity');
  }
  return issues;
}

/** Gives every item a row of the columns, so that items may be numbered as the program likes. */
class HandFed implements Scheduler {
  private readonly line: WaitingLine;
  private readonly flows: number;
  private readonly inService: Int32Array;
  private readonly rowOf = new Map<number, number>();
  private readonly itemOf: number[] = [];
  private readonly freeRows: number[] = [];

  constructor(line: WaitingLine, flows: number) {
    this.line = line;
    this.flows = flows;
    this.inService = new Int32Array(flows);
  }

  get length(): number {
    return this.line.length;
  }

  enqueue(item: number, flow: number, size: number): void {
    if (!(Number.isSafeInteger(item) && item >= 0)) {
      refuse('impossible-number', 'item', `found ${item}, expected a whole number from 0`);
    }
    if (this.rowOf.has(item)) {
      refuse('duplicate-id', 'item', `${item} waits already; give every item a number of its own`);
    }
    if (!(size >= 0 && size < Number.POSITIVE_INFINITY)) {
      refuse('impossible-number', 'size', `found ${size}, expected a number from 0`);
    }
    this.checkFlow(flow);
    const row = this.freeRows.pop() ?? this.itemOf.length;
    this.itemOf[row] = item;
    this.rowOf.set(item, row);
    this.line.enqueue(row, flow, size);
  }

  dequeue(): number {
    const row = this.line.dequeue();
    return row < 0 ? -1 : this.free(row);
  }

  remove(item: number): boolean {
    const row = this.rowOf.get(item);
    if (row === undefined) return false;
    this.line.remove(row);
    this.free(row);
    return true;
  }

  started(flow: number): void {
    this.checkFlow(flow);
    this.inService[flow]!++;
    this.line.started(flow);
  }

  finished(flow: number): void {
    this.checkFlow(flow);
    if (this.inService[flow] === 0) {
      refuse('not-in-service', 'flow', `nobody of flow ${flow} is in service; call started first`);
    }
    this.inService[flow]!--;
    this.line.finished(flow);
  }

  private free(row: number): number {
    const item = this.itemOf[row]!;
    this.rowOf.delete(item);
    this.freeRows.push(row);
    return item;
  }

  private checkFlow(flow: number): void {
    if (!(Number.isInteger(flow) && flow >= 0 && flow < this.flows)) {
      refuse('impossible-number', 'flow', `found ${flow}, expected a whole number below ${this.flows}`);
    }
  }
}

function refuse(code: string, path: string, message: string): never {
  throw new NetworkUseError(issue(code, path, message));
}
