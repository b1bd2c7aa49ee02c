/** @module How strong the noise of a timeline item is; at 0 there is none. */
import type { ControlKind } from './control.ts';

export const noiseRate: ControlKind = {
  id: 'noise-rate',
  title: 'Strength of noise',
  summary: 'Requests per second that an item of the timeline brings; 0 takes the item away.',
  targets: 'noise',
  settings: 'rate',
  ofOperation: false,
  settle: (world, { target }, { value = 0 }) => ({
    ...world,
    timeline: world.timeline.flatMap((item) => {
      if (item.id !== target || !('noise' in item)) return [item];
      const { noise } = item;
      return value === 0 ? [] : [{ ...item, noise: { ...noise, params: { ...noise.params, ratePerSec: value } } }];
    }),
  }),
};
