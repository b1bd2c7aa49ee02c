/** @module One event of the run in words. */
import type { NextEvent } from '../replay/questions/step.ts';

const WORDS: Readonly<Record<NextEvent['kind'], (who: string, where: string) => string>> = {
  arrival: (who) => `a request of ${who} arrives`,
  completion: (who, where) => `${who === '' ? 'one of those who share is' : `a request of ${who} is`} done${where}`,
  'goes-on': (who) => `a request of ${who} goes on after a pause`,
  timeline: () => 'the timeline brings something',
  'time-out': (who) => `an attempt of ${who} has taken too long`,
  retry: (who) => `the client of ${who} tries again`,
  patience: (who, where) => `a request of ${who} waits no longer${where}`,
  action: () => 'your action takes effect',
};

/** @param event  what happened last before the moment shown */
export function stepSentence({ atUs, kind, tenant, place }: NextEvent): string {
  const where = place === null ? '' : ` at ${place}`;
  return `${(atUs / 1e6).toFixed(6)} s: ${WORDS[kind](tenant ?? '', where)}.`;
}
