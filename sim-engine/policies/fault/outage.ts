/** @module The course of an outage: down, known to be down, cold, well; and the parameters that shape it. */
import type { ParamSpec, ParamValues } from '../../model/registry.ts';
import type { FaultPhase } from './fault.ts';

/** Steps in which a part that was started anew comes to full pace. */
const WARM_UP_STEPS = 4;
/** Microseconds in a millisecond. */
const MS = 1000;

export const DETECT: ParamSpec = {
  name: 'detectMs',
  label: 'Detected after',
  unit: 'ms',
  min: 0,
  max: 60_000,
  default: 1000,
  integer: true,
  doc: 'Time until balancers know and send nothing more there.',
};

export const WARM_UP: readonly ParamSpec[] = [
  {
    name: 'warmUpMs',
    label: 'Warm-up',
    unit: 'ms',
    min: 0,
    max: 600_000,
    default: 4000,
    integer: true,
    doc: 'Time after the restart in which it is slow, less so in each of four steps.',
  },
  {
    name: 'coldFactor',
    label: 'Cold',
    unit: '×',
    min: 1,
    max: 50,
    default: 3,
    doc: 'How many times as long a service takes right after the restart.',
  },
];

const WELL = { state: 'well', slowdown: 1, known: false } as const;

/**
 * @param fromUs    when the part is started, microseconds after it was struck
 * @param warmUpUs  time until it is at full pace, microseconds
 * @param factor    factor on service times at first, >= 1
 * @returns phases from the start on, the last one `well`
 */
export function warmingUp(fromUs: number, warmUpUs: number, factor: number): FaultPhase[] {
  const phases: FaultPhase[] = [];
  for (let step = 0; step < WARM_UP_STEPS && warmUpUs > 0; step++) {
    const slowdown = 1 + ((factor - 1) * (WARM_UP_STEPS - step)) / WARM_UP_STEPS;
    const afterUs = fromUs + Math.floor((warmUpUs * step) / WARM_UP_STEPS);
    phases.push({ afterUs, state: 'slow', slowdown, known: false });
  }
  phases.push({ afterUs: fromUs + warmUpUs, ...WELL });
  return phases;
}

/**
 * @param state     how the part is out
 * @param detectUs  time until balancers know, microseconds
 * @param forUs     how long it is out, microseconds
 * @returns phases of an outage without what follows it
 */
export function out(state: 'down' | 'stalled', detectUs: number, forUs: number): FaultPhase[] {
  const phases: FaultPhase[] = [{ afterUs: 0, state, slowdown: 1, known: detectUs === 0 }];
  if (detectUs > 0 && detectUs < forUs) phases.push({ afterUs: detectUs, state, slowdown: 1, known: true });
  return phases;
}

/** @returns phases of a crash: down for a time, then cold */
export function crash(params: ParamValues, forUs: number): FaultPhase[] {
  return [...out('down', params.detectMs! * MS, forUs), ...warmingUp(forUs, params.warmUpMs! * MS, params.coldFactor!)];
}
