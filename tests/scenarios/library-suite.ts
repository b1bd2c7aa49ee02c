/** @module Proofs of the library's scenarios: the files of this folder share them out, so that two cores work on them. */
import { describe, expect, it } from 'vitest';
import { loadLibrary } from '../../server/content/library.ts';
import { prove } from '../../server/headless/prove.ts';

/** The world of another exercise with everything allowed: a place to try things, and no exercise of its own. */
export const OPEN_BENCH = 'open-bench';

const PARTS = 2;
const SEEDS = process.env.TENANTLAB_LONG === '1' ? 100 : 10;

/**
 * Every solution lands in its band on every seed, and the scenario has enough of them that are plausible and wrong.
 *
 * @param part  0 to PARTS - 1
 */
export function librarySuite(part: number): void {
  const scenarios = loadLibrary().list();
  const mine = scenarios.filter((_, at) => at % PARTS === part);
  describe(`scenarios of the library over ${SEEDS} seeds`, () => {
    it.each(mine.map(({ scenario, sha256 }) => ({ id: scenario.id, scenario, sha256 })))('$id', (each) => {
      const { scenario, sha256 } = each;
      const report = prove({ scenario, sha256, firstSeed: 1, seedCount: SEEDS });
      expect(report.proofs.flatMap(({ id, reasons }) => reasons.map((reason) => `${id}: ${reason}`))).toEqual([]);
      if (each.id === OPEN_BENCH) return;
      expect(report.proofs.filter(({ role }) => role === 'wrong-fix').length).toBeGreaterThanOrEqual(2);
    });
  });
}
