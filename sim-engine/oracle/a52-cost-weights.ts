/** @module A52: a table's bill divided when a write costs five reads, and by the weights the wrong way round. */
import { attributeCost } from '../measure/cost-attribution.ts';
import { shareOfBill } from '../theory/weighted-bill.ts';
import { exactReport } from './exact-report.ts';
import type { Oracle } from './oracle.ts';

const BILL = 100;
const X = { reads: 400, writes: 100 };
const Y = { reads: 100, writes: 400 };
const BOTH = { reads: X.reads + Y.reads, writes: X.writes + Y.writes };
const WRITE_PER_READ = 5;

export const a52: Oracle = {
  id: 'A52',
  title: 'Cost attribution: a write costs five reads',
  source:
    'AWS SaaS workshop, lab 7: its comment says that reads are five times cheaper, its code multiplies them by five',
  formula: 'share of the bill = (reads + 5·writes) over the same sum of all',
  run: () => {
    const usage = [X, Y].map(({ reads, writes }) => [reads, writes]);
    const [x, y] = attributeCost(BILL, usage, [1, WRITE_PER_READ]);
    const [inverted] = attributeCost(BILL, usage, [WRITE_PER_READ, 1]);
    return exactReport(
      a52,
      {
        X: BILL * shareOfBill(X, BOTH, WRITE_PER_READ),
        Y: BILL * shareOfBill(Y, BOTH, WRITE_PER_READ),
        'X, weights inverted': BILL * shareOfBill(X, BOTH, 1 / WRITE_PER_READ),
        sum: BILL,
      },
      { X: x!, Y: y!, 'X, weights inverted': inverted!, sum: x! + y! },
      1e-9,
    );
  },
};
