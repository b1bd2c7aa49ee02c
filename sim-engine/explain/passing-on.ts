/**
 * @module Passing on: whom a holder was itself kept by while others waited for what it held.
 *
 * The ledger charges whoever holds a connection, even one who holds it only because a third tenant has the lock it needs. From
 * the holder's own requests of the same time it is known what holding consisted of: its waits there are passed on in
 * proportion to whom they were charged to, its own work stays. Sums are kept; only names change.
 */
import type { LatencyParts, PartKind } from '../measure/latency-parts.ts';
import type { TimeSpan } from './explanation.ts';
import { eachEnded } from './sums.ts';

const CONNECTIONS = 'connections';

/** Time of blame by cell `resource` and culprit. */
export type Blame = Map<string, number>;

/** @returns a cell's key; `culprit` is a place in the ledger */
export function cellKey(resource: string, culprit: number): string {
  return `${culprit} ${resource}`;
}

/** @returns what a key stands for */
export function cellOf(key: string): { readonly culprit: number; readonly resource: string } {
  const space = key.indexOf(' ');
  return { culprit: Number(key.slice(0, space)), resource: key.slice(space + 1) };
}

/** What holding something consisted of, by who held it: time in all, and time charged to others by cell. */
interface Holding {
  allUs: number;
  readonly chargedUs: Blame;
}

/** What the holders of some stretches were kept by. */
export class PassingOn {
  private readonly holdings = new Map<string, Holding>();

  /**
   * @param parts    of the run
   * @param spans    the time of the waits
   * @param placeOf  place of each tenant in the ledger
   */
  constructor(parts: LatencyParts, spans: readonly TimeSpan[], placeOf: Int32Array) {
    eachEnded(parts, spans, (request) => {
      const holder = placeOf[parts.tenant[request]!]!;
      for (let at = parts.partsFrom(request); at < parts.partsEnd[request]!; at++) {
        const kind = parts.kinds[parts.partKind[at]!]!;
        const us = parts.partUs[at]!;
        if (kind.held) this.add(CONNECTIONS, holder, kind, us);
        // Being served at a station: its own work there, or work that was charged to whoever made it necessary.
        if (kind.kind === 'work' || kind.resource !== kind.at) this.add(kind.at, holder, kind, us);
      }
    });
  }

  /** @returns the same time, charged to those at the end of the chain; connections first, for they hold what waits at cores */
  of(blame: Blame): Blame {
    return this.passOn(
      this.passOn(blame, (resource) => resource === CONNECTIONS),
      (resource) => resource !== CONNECTIONS,
    );
  }

  private add(resource: string, holder: number, kind: PartKind, us: number): void {
    const key = cellKey(resource, holder);
    const holding = this.holdings.get(key) ?? { allUs: 0, chargedUs: new Map() };
    this.holdings.set(key, holding);
    holding.allUs += us;
    if (kind.kind === 'blame') add(holding.chargedUs, cellKey(kind.resource, kind.culprit), us);
  }

  private passOn(blame: Blame, concerns: (resource: string) => boolean): Blame {
    const passed: Blame = new Map();
    for (const [key, us] of blame) {
      const holding = concerns(cellOf(key).resource) ? this.holdings.get(key) : undefined;
      let keptUs = us;
      if (holding !== undefined && holding.allUs > 0) {
        for (const [to, chargedUs] of holding.chargedUs) {
          const share = (us * chargedUs) / holding.allUs;
          add(passed, to, share);
          keptUs -= share;
        }
      }
      add(passed, key, keptUs);
    }
    return passed;
  }
}

/** Adds to a cell. */
export function add(blame: Blame, key: string, us: number): void {
  blame.set(key, (blame.get(key) ?? 0) + us);
}
