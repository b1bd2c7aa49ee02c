/** @module A47: what burn rates of 14.4, 6 and 1 do to 99.9 % over 30 days, from counted requests. */
import { budgetMinutes, budgetSpent, burnRate, type ErrorBudget, hoursToExhaust } from '../measure/error-budget.ts';
import { allowedMinutes, burntShare, daysToExhaust, failingShare } from '../theory/burn-rate.ts';
import { exactReport } from './exact-report.ts';
import type { Oracle } from './oracle.ts';

const NINES = 3;
const DAYS = 30;
const BUDGET: ErrorBudget = { target: 0.999, periodHours: 24 * DAYS };
const MILLION = 1_000_000;
/** Requests of a window that failed of a million, and how long the window is. */
const WINDOWS: readonly (readonly [burn: number, badOfMillion: number, hours: number])[] = [
  [14.4, 14_400, 1],
  [6, 6000, 6],
  [1, 1000, 72],
];

export const a47: Oracle = {
  id: 'A47',
  title: 'Error budget and burn rates',
  source: 'Beyer et al., The Site Reliability Workbook, 2018, chapter 5',
  formula: 'burnt = burn·hours/period; failing share = burn·(1−target); lasts period/burn',
  run: () => {
    const expected: Record<string, number> = {
      budget_minutes: allowedMinutes(NINES, DAYS),
      budget_requests_per_million: MILLION * failingShare(1, NINES),
    };
    const measured: Record<string, number> = { budget_minutes: budgetMinutes(BUDGET) };
    // The most failures of a million that still burn at no more than 1.
    let allowed = 0;
    while (burnRate(BUDGET, allowed + 1, MILLION) <= 1 + 1e-9) allowed++;
    measured.budget_requests_per_million = allowed;
    for (const [burn, bad, hours] of WINDOWS) {
      expected[`error_rate_at_burn ${burn}`] = failingShare(burn, NINES);
      expected[`budget_spent ${burn} for ${hours} h`] = burntShare(burn, hours, DAYS);
      expected[`days_to_exhaust at ${burn}`] = daysToExhaust(burn, DAYS);
      const found = burnRate(BUDGET, bad, MILLION);
      measured[`error_rate_at_burn ${burn}`] = bad / MILLION;
      measured[`budget_spent ${burn} for ${hours} h`] = budgetSpent(BUDGET, found, hours);
      measured[`days_to_exhaust at ${burn}`] = hoursToExhaust(BUDGET, found) / 24;
    }
    return exactReport(a47, expected, measured, 1e-9);
  },
};
