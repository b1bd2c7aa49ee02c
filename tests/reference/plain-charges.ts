/** @module Who is charged for which delay in the second engine: exact fractions, added interval by interval. */

/** A fraction of whole numbers. */
interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

const ZERO: Fraction = { over: 0n, under: 1n };

export class PlainCharges {
  private readonly exact = new Map<string, Fraction>();

  /** Adds `us / parts` microseconds. */
  add(resource: string, culprit: number, victim: number, us: number, parts: number): void {
    const key = `${resource} ${culprit} ${victim}`;
    const before = this.exact.get(key) ?? ZERO;
    const under = BigInt(parts);
    this.exact.set(key, reduced(before.over * under + BigInt(us) * before.under, before.under * under));
  }

  /** @returns microseconds */
  of(resource: string, culprit: number, victim: number): number {
    const { over, under } = this.exact.get(`${resource} ${culprit} ${victim}`) ?? ZERO;
    return Number((over * 1_000_000n) / under) / 1e6;
  }

  /** @returns what the culprits 0 to `culprits - 1` are charged in all; must be a whole number of microseconds */
  total(resource: string, culprits: number, victim: number): number {
    let sum = ZERO;
    for (let culprit = 0; culprit < culprits; culprit++) {
      const { over, under } = this.exact.get(`${resource} ${culprit} ${victim}`) ?? ZERO;
      sum = reduced(sum.over * under + over * sum.under, sum.under * under);
    }
    if (sum.under !== 1n) throw new RangeError(`${resource}: ${sum.over}/${sum.under} us are no whole number`);
    return Number(sum.over);
  }
}

function reduced(over: bigint, under: bigint): Fraction {
  let [a, b] = [over, under];
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? ZERO : { over: over / a, under: under / a };
}
