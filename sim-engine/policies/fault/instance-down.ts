/** @module Instance down: a crash. What it had fails; it comes back cold. */
import { onParts } from './fault.ts';
import { crash, DETECT, WARM_UP } from './outage.ts';

export const instanceDown = onParts({
  id: 'instance-down',
  title: 'Instance down',
  summary:
    'It crashes: all it had taken on fails, and what is sent there fails at once; later it is back, cold at first.',
  source: 'Gray, Why do computers stop and what can be done about it?, Tandem TR 85.7, 1985 (fail-fast parts)',
  params: [DETECT, ...WARM_UP],
  tiers: ['app', 'database', 'jobs'],
  phases: crash,
});
