/** @module No breaker: every attempt is made, however many failed before. */
import type { BreakerKind } from './breaker.ts';

export const never: BreakerKind = {
  id: 'never',
  title: 'No breaker',
  summary: 'Every attempt is made, however many failed before.',
  source: 'Nygard, Release It!, 2007, section 4.5 (integration points without a breaker)',
  params: [],
  breaker: () => ({ allows: () => true, record: () => {}, forget: () => {}, state: () => {} }),
};
