/** @module Price ratio: how much dearer the system was than it began, so that over-provisioning is no solution. */
import type { Metric } from './metric.ts';

export const priceRatio: Metric = {
  id: 'price-ratio',
  title: 'Price against the beginning',
  summary: 'Price averaged over the window, as a part of the price of the scenario’s own system; 100 is the same.',
  source: 'FinOps Foundation, rate and usage optimisation (over-provisioned capacity)',
  params: [],
  unit: '%',
  over: 'whole',
  measure: (span) => {
    if (span.passedUs === 0 || span.firstPriceMicroUsdPerHour === 0) return null;
    return (100 * span.costMicroUsd) / (span.passedUs / 3.6e9) / span.firstPriceMicroUsdPerHour;
  },
};
