/** One part of the self-test against theory: the files of this folder share it out, so that two cores work on it. */
import { describe, expect, it } from 'vitest';
import { ORACLES } from '../../sim-engine/oracle/index.ts';

const PARTS = 2;

/**
 * Every oracle is run at its stated tolerance with fixed seeds, and its verdict asserted. A right engine fails one figure with a
 * probability of about one in a million over all seeds.
 *
 * @param part  0 to PARTS - 1
 */
export function oracleSuite(part: number): void {
  describe('oracles', () => {
    it.each(ORACLES.filter((_, at) => at % PARTS === part))('$id: $title', (oracle) => {
      const report = oracle.run({ long: process.env.TENANTLAB_LONG === '1' });
      expect(report.verdict, report.notes.join('\n')).toBe('pass');
      const figures = Object.keys(report.expected).sort();
      expect(Object.keys(report.measured).sort()).toEqual(figures);
      expect(Object.keys(report.basis).sort()).toEqual(figures);
      expect(Object.values(report.basis).filter(({ held }) => !held)).toEqual([]);
    });
  });
}
