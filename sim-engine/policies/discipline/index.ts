/** @module REGISTRY of disciplines: one line per discipline. */
import type { Discipline } from './discipline.ts';
import { drr } from './drr.ts';
import { fifo } from './fifo.ts';
import { lifo } from './lifo.ts';
import { preemptivePriority } from './preemptive-priority.ts';
import { priority } from './priority.ts';
import { ps } from './ps.ts';
import { roundRobin } from './round-robin.ts';
import { sjf } from './sjf.ts';
import { weightedPs } from './weighted-ps.ts';
import { wf2q } from './wf2q.ts';
import { wfq } from './wfq.ts';

/** The first entry is the registry's default. */
export const DISCIPLINES: readonly Discipline[] = [
  fifo,
  lifo,
  priority,
  preemptivePriority,
  sjf,
  roundRobin,
  drr,
  wfq,
  wf2q,
  ps,
  weightedPs,
];
