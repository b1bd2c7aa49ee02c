/** @module Zone loss: one of n zones goes down, with its part of every tier. */
import type { FaultKind } from './fault.ts';
import { crash, DETECT, WARM_UP } from './outage.ts';

export const zoneLoss: FaultKind = {
  id: 'zone-loss',
  title: 'Zone loss',
  summary:
    'Every n-th app instance, database unit and worker crashes at the same time; later they are back, cold at first.',
  source: 'MacCárthaigh, Static stability using Availability Zones, Amazon Builders’ Library, 2019',
  params: [
    {
      name: 'zones',
      label: 'Zones',
      unit: '',
      min: 2,
      max: 12,
      default: 3,
      integer: true,
      doc: 'Zones over which the parts of each tier are spread in turn; the first zone is lost.',
    },
    DETECT,
    ...WARM_UP,
  ],
  aim: 'zone',
  tiers: [],
  phases: crash,
  bait: () => null,
  zones: (params) => params.zones!,
};
