/** @module Operator time: what the changes would have cost the people on call, for budgets of attention. */
import type { ParamSpec } from '../../model/registry.ts';
import type { Action } from '../../model/scenario.ts';
import type { Metric } from './metric.ts';

function minutes(name: string, label: string, byDefault: number, doc: string): ParamSpec {
  return { name, label, unit: 's', min: 0, max: 28_800, default: byDefault, doc };
}

/** Parameter that says how long an action takes; noise and faults are experiments and take nobody's time. */
const PRICED: Readonly<Partial<Record<Action['type'], string>>> = {
  'switch-isolation': 'switchSec',
  'set-limit': 'limitSec',
  'set-limiter': 'limitSec',
  'clear-limit': 'limitSec',
  'set-client': 'clientSec',
  'set-balancing': 'balancingSec',
};

export const operatorTime: Metric = {
  id: 'operator-time',
  title: 'Operator time',
  summary: 'Time that people would need for the changes made in the window.',
  source: 'Google, Site Reliability Engineering, 2016, chapter 5 (toil)',
  params: [
    minutes('switchSec', 'Switch', 1800, 'Time for one change of the isolation model.'),
    minutes('limitSec', 'Limit', 300, 'Time for one limit that is set or lifted.'),
    minutes('clientSec', 'Client', 900, 'Time for one change of the clients.'),
    minutes('balancingSec', 'Balancing', 300, 'Time for one change of the balancing policy.'),
  ],
  unit: 'min',
  over: 'whole',
  measure: (span, params) => {
    if (span.passedUs === 0) return null;
    const seconds = span.actions.reduce((sum, { type }) => sum + (params[PRICED[type] ?? ''] ?? 0), 0);
    return seconds / 60;
  },
};
