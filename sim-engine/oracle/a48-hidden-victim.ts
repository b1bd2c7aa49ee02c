/** @module A48: what averages over tenants, and averages of percentiles, hide. */
import { mergedPercentile } from '../measure/merged-percentile.ts';
import { type Atom, mixtureMean, mixtureQuantile } from '../theory/discrete-mixture.ts';
import { exactReport } from './exact-report.ts';
import type { Oracle } from './oracle.ts';

const FAST: Atom = { value: 0.05, count: 1000 };
const VICTIM: Atom = { value: 5, count: 1000 };
const TEN: readonly Atom[] = [...new Array<Atom>(9).fill(FAST), VICTIM];
const LARGE: readonly Atom[] = [
  { value: 0.01, count: 9900 },
  { value: 1, count: 100 },
];
const SMALL: readonly Atom[] = [{ value: 2, count: 100 }];

function samples(atoms: readonly Atom[]): number[] {
  return atoms.flatMap(({ value, count }) => new Array<number>(count).fill(value));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export const a48: Oracle = {
  id: 'A48',
  title: 'A global average hides the victim',
  source: 'Hyndman and Fan, Sample quantiles in statistical packages, 1996, definition 1; worked out on counts',
  formula: 'mean Σnᵢxᵢ/Σnᵢ; quantile of the mixture, not the mean of quantiles',
  run: () => {
    const tenants = TEN.map((atom) => samples([atom]));
    const [large, small] = [samples(LARGE), samples(SMALL)];
    return exactReport(
      a48,
      {
        mean: mixtureMean(TEN),
        median: mixtureQuantile(TEN, 500),
        p90: mixtureQuantile(TEN, 900),
        p95: mixtureQuantile(TEN, 950),
        worst_tenant_mean: Math.max(...TEN.map((atom) => mixtureMean([atom]))),
        'average of p99s (wrong)': (mixtureQuantile(LARGE, 990) + mixtureQuantile(SMALL, 990)) / 2,
        'p99 of all': mixtureQuantile([...LARGE, ...SMALL], 990),
        'p99 of tenant A': mixtureQuantile(LARGE, 990),
      },
      {
        mean: mean(tenants.flat()),
        median: mergedPercentile(tenants, 0.5),
        p90: mergedPercentile(tenants, 0.9),
        p95: mergedPercentile(tenants, 0.95),
        worst_tenant_mean: Math.max(...tenants.map(mean)),
        'average of p99s (wrong)': (mergedPercentile([large], 0.99) + mergedPercentile([small], 0.99)) / 2,
        'p99 of all': mergedPercentile([large, small], 0.99),
        'p99 of tenant A': mergedPercentile([large], 0.99),
      },
      1e-9,
    );
  },
};
