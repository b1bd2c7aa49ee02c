/**
 * The engine agrees with queueing theory: every oracle of the registry is run at its stated tolerance with fixed seeds, and
 * its verdict asserted. A right engine fails one figure with a probability of about one in a million over all seeds.
 */
import { describe, expect, it } from 'vitest';
import { ORACLES } from '../../sim-engine/oracle/index.ts';

describe('oracles', () => {
  it.each(ORACLES)('$id: $title', (oracle) => {
    const report = oracle.run({ long: process.env.TENANTLAB_LONG === '1' });
    expect(report.verdict, report.notes.join('\n')).toBe('pass');
    expect(Object.keys(report.measured).sort()).toEqual(Object.keys(report.expected).sort());
  });
});
