/** @module Marks of states of a grade, in ink: they judge the record, not the learner. */
import type { GradebookState } from '../../sim-engine/protocol/gradebook.ts';

const RING = 'M1.5 6a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0Z';

const PATHS: Readonly<Record<GradebookState, { readonly stroke?: string; readonly fill?: string }>> = {
  graded: { stroke: 'M1.5 6.4L4.6 9.5L10.5 2.8' },
  'not-reproducible': { stroke: 'M1 6H5M5 6L11 2M5 6L11 10' },
  'not-own-world': { stroke: 'M1.5 3H5.5V9H1.5Z', fill: 'M7 3H11V9H7Z' },
  'not-gradable': { stroke: `${RING}M2.8 9.2L9.2 2.8` },
  'not-handed-in': { stroke: RING },
};

export function GradeMark({ state }: { state: GradebookState }) {
  const { stroke, fill } = PATHS[state];
  return (
    <svg className="grade-mark" width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
      {fill === undefined ? null : <path d={fill} fill="currentColor" />}
      {stroke === undefined ? null : <path d={stroke} fill="none" stroke="currentColor" strokeWidth="1.5" />}
    </svg>
  );
}
