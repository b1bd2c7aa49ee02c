/** @module Weighted (discriminatory) processor sharing: everybody is served at once, at a rate in proportion to the weight. */
import type { Discipline } from './discipline.ts';
import { FifoLine } from './fifo.ts';

export const weightedPs: Discipline = {
  id: 'weighted-ps',
  title: 'Weighted processor sharing',
  summary: 'Everybody is served at once; each request gets a part of the server in proportion to its tenant’s weight.',
  source:
    'Fayolle, Mitrani and Iasnogorodski, Sharing a processor among many job classes, Journal of the ACM 27(3), 1980',
  params: [],
  service: 'shared',
  whenFull: 'newcomer',
  // Nobody waits unless a station limits how many share it; then they wait in order of arrival.
  line: (_flows, items) => new FifoLine(items),
};
