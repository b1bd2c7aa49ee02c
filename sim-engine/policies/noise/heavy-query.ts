/** @module Heavy queries: the scenario's costliest operation, made costlier. */
import { databaseWeight, type NoiseKind } from './noise.ts';

export const heavyQuery: NoiseKind = {
  id: 'heavy-query',
  title: 'Heavy queries',
  summary: 'The tenant runs the costliest kind of query, few in number and long at the database.',
  source: 'Salesforce, Execution governors and limits: why per-request caps exist',
  params: [
    {
      name: 'ratePerSec',
      label: 'Size',
      unit: '/s',
      min: 0.1,
      max: 500,
      default: 10,
      doc: 'Heavy queries per second.',
    },
    {
      name: 'cost',
      label: 'Cost',
      unit: '×',
      min: 1,
      max: 50,
      default: 2,
      doc: 'Database work of one query, as a multiple of the usual.',
    },
  ],
  load: (params, _tenant, operations) => {
    let heaviest = 0;
    operations.forEach((operation, index) => {
      if (databaseWeight(operation) > databaseWeight(operations[heaviest]!)) heaviest = index;
    });
    return {
      ratePerSec: params.ratePerSec!,
      mix: [{ operation: heaviest, weight: 1 }],
      databaseFactor: params.cost!,
      sweepKeys: 0,
    };
  },
};
