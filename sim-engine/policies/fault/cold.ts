/** @module Cold: started anew, and slow until it is warm. */
import { onParts } from './fault.ts';
import { WARM_UP, warmingUp } from './outage.ts';

export const cold = onParts({
  id: 'cold',
  title: 'Cold',
  summary: 'Just started: slow at first, less so in each of four steps until the end; nothing is lost.',
  source:
    'Brooker, Metastability and distributed systems, 2021 (cold starts); Barrett et al., Virtual machine warmup blows hot and cold, OOPSLA 2017',
  params: [WARM_UP[1]!],
  tiers: ['app', 'database', 'jobs'],
  phases: (params, forUs) => warmingUp(0, forUs, params.coldFactor!),
});
