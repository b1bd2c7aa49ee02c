/** @module Moves: how many changes were made, for budgets of actions. */
import type { Metric } from './metric.ts';

export const moves: Metric = {
  id: 'moves',
  title: 'Changes made',
  summary: 'Changes of isolation, limits, clients and balancing in the window.',
  source: 'Forsgren, Humble and Kim, Accelerate, 2018 (each change of production carries risk)',
  params: [],
  unit: 'changes',
  over: 'whole',
  measure: (span) => (span.passedUs === 0 ? null : span.actions.filter(({ isMove }) => isMove).length),
};
