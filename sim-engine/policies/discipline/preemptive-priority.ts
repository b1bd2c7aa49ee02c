/**
 * @module Preemptive priority: an urgent newcomer takes the server from a less urgent request, which goes back to the line,
 * before all others of its priority, and resumes later.
 *
 * Of the least urgent in service the one that started last goes. Whoever keeps a server between services (a connection) is
 * never pushed out, and a tenant at its cap pushes nobody out.
 */
import type { Discipline } from './discipline.ts';
import { PriorityLine } from './priority.ts';

export const preemptivePriority: Discipline = {
  id: 'preemptive-priority',
  title: 'Preemptive priority',
  summary: 'The most urgent tenants are served first, and take the server from the less urgent, who resume later.',
  source: 'White and Christie, Queuing with preemptive priorities or with breakdown, Operations Research 6(1), 1958',
  params: [],
  service: 'preemptive',
  whenFull: 'newcomer',
  line: (flows, items) => new PriorityLine(flows, items),
};
