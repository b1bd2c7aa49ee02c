/** @module Processor sharing: everybody is served at once, each at an equal part of the server's rate. */
import type { Discipline } from './discipline.ts';
import { FifoLine } from './fifo.ts';

export const ps: Discipline = {
  id: 'ps',
  title: 'Processor sharing',
  summary: 'Everybody is served at once and gets an equal part of the server, so small requests pass large ones.',
  source: 'Kleinrock, Time-shared systems: a theoretical treatment, Journal of the ACM 14(2), 1967',
  params: [],
  service: 'shared',
  whenFull: 'newcomer',
  // Nobody waits unless a station limits how many share it; then they wait in order of arrival.
  line: (_flows, items) => new FifoLine(items),
};
