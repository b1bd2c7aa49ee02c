/** @module Changed sides: which of the same requests met the SLO in one run and missed it in the other. */
import { LOST, OPEN } from '../measure/request-log.ts';
import { areCommon, type Pairing, requestsOf } from './pairing.ts';

/** Requests that are named, of each kind. */
const NAMED_MAX = 200;

/** What became of a request: in time in both, in B only, in neither, in A only. */
export type SideKind = 'in-time' | 'rescued' | 'missed' | 'worsened';

/** One request that changed sides. */
export interface ChangedRequest {
  readonly kind: 'rescued' | 'worsened';
  readonly tenant: string;
  /** In the order of the tenant's arrivals, from 0. */
  readonly number: number;
  /** When it arrived, milliseconds from the beginning of what is compared. */
  readonly arrivedMs: number;
  /** Null: it was never answered. */
  readonly a: number | null;
  readonly b: number | null;
}

/** Requests that ended in both runs, by what became of them. */
export interface ChangedSides {
  readonly counts: Readonly<Record<SideKind, number>>;
  /** Still open in one of the runs: on neither side. */
  readonly open: number;
  /** Those that changed most, never answered first; at most 200 of each kind. */
  readonly named: readonly ChangedRequest[];
}

/**
 * @param pairing  two sides
 * @param ids      tenants taken together
 * @returns null without common arrivals: then no request of one run is a request of the other
 */
export function changedSides(pairing: Pairing, ids: readonly string[]): ChangedSides | null {
  if (!areCommon(pairing, ids)) return null;
  const { a, b } = requestsOf(pairing, ids);
  const counts: Record<SideKind, number> = { 'in-time': 0, rescued: 0, missed: 0, worsened: 0 };
  const found: ChangedRequest[] = [];
  let open = 0;
  ids.forEach((tenant, at) => {
    const [before, after] = [a.tenants[at]!, b.tenants[at]!];
    for (let i = 0; i < before.log.count; i++) {
      const [ofA, ofB] = [before.log.latencyUs[i]!, after.log.latencyUs[i]!];
      if (ofA === OPEN || ofB === OPEN) {
        open++;
        continue;
      }
      const wasGood = ofA !== LOST && ofA <= before.sloUs;
      const isGood = ofB !== LOST && ofB <= after.sloUs;
      const kind = wasGood ? (isGood ? 'in-time' : 'worsened') : isGood ? 'rescued' : 'missed';
      counts[kind]++;
      if (kind !== 'rescued' && kind !== 'worsened') continue;
      const arrivedMs = before.log.arrivedUs[i]! / 1000;
      found.push({ kind, tenant, number: i, arrivedMs, a: answered(ofA), b: answered(ofB) });
    }
  });
  const named = (['rescued', 'worsened'] as const).flatMap((kind) =>
    found
      .filter((each) => each.kind === kind)
      .sort((x, y) => change(y) - change(x) || x.arrivedMs - y.arrivedMs)
      .slice(0, NAMED_MAX),
  );
  return { counts, open, named };
}

function answered(latencyUs: number): number | null {
  return latencyUs === LOST ? null : latencyUs / 1000;
}

/** How far a request came, milliseconds; whoever was never answered came farthest. */
function change({ a, b }: ChangedRequest): number {
  return a === null || b === null ? Number.MAX_VALUE : Math.abs(b - a);
}
