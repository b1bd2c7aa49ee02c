/** @module Spans of a run that are worth asking about: all of it, each noise, and what lies between two changes. */
import type { StampedAction } from '../../sim-engine/model/action-log.ts';
import { noiseItems } from '../../sim-engine/model/timeline.ts';
import type { RunInputs } from '../../sim-engine/protocol/messages.ts';
import { formatClock } from '../text/format.ts';

/** A span with the words for it. */
export interface WindowChoice {
  readonly fromUs: number;
  readonly toUs: number;
  /** "G floods, 30.0 to 62.0 s". */
  readonly label: string;
}

/** @returns "30.0 to 62.0 s" */
export function spanWords(fromUs: number, toUs: number): string {
  return `${formatClock(fromUs).replace(' s', '')} to ${formatClock(toUs)}`;
}

/** Noise as it was: what the scenario brings, then what was injected, cut where it was stopped. */
function noises({ scenario, actions, simulatedUs }: RunInputs): readonly WindowChoice[] {
  const planned = noiseItems(scenario).map((item) => ({ ...item, words: item.label }));
  const injected = actions.flatMap(({ atUs, action }) =>
    action.type === 'inject-noise'
      ? [{ atUs: action.fromUs ?? atUs, forUs: action.forUs, words: `Noise from ${action.tenant}` }]
      : [],
  );
  return [...planned, ...injected].flatMap(({ atUs, forUs, words }, noise) => {
    const stop = actions.find(({ action }) => action.type === 'stop-noise' && action.noise === noise);
    const toUs = Math.min(atUs + forUs, stop?.atUs ?? simulatedUs, simulatedUs);
    return toUs > atUs ? [{ fromUs: atUs, toUs, label: `${words}, ${spanWords(atUs, toUs)}` }] : [];
  });
}

/** Instants at which something began, ended or was changed, with words for what began there. */
function cuts({ scenario, actions }: RunInputs): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  for (const item of scenario.timeline) {
    found.set(item.atUs, item.label);
    found.set(item.atUs + item.forUs, `after: ${item.label}`);
  }
  for (const { atUs, action } of actions) found.set(atUs, actionWords(action));
  return found;
}

function actionWords(action: StampedAction['action']): string {
  switch (action.type) {
    case 'switch-isolation':
      return `switch to ${action.model.id}`;
    case 'inject-noise':
      return action.fromUs === undefined ? `noise from ${action.tenant}` : `noise from ${action.tenant} planned`;
    case 'stop-noise':
      return 'noise stopped';
    case 'inject-fault':
      return `fault: ${action.fault.id}`;
    case 'set-limit':
    case 'set-limiter':
      return `limit on ${action.tenant}`;
    case 'clear-limit':
      return `limit on ${action.tenant} lifted`;
    case 'set-client':
      return 'clients changed';
    case 'set-balancing':
      return `balancer: ${action.policy}`;
    case 'answer':
      return 'question answered';
  }
}

/**
 * @param inputs  of the run
 * @returns the whole run first, then every noise, then the spans between changes; each of at least a microsecond
 */
export function windowChoices(inputs: RunInputs): readonly WindowChoice[] {
  const { simulatedUs } = inputs;
  const whole = { fromUs: 0, toUs: simulatedUs, label: `Whole run so far, ${spanWords(0, simulatedUs)}` };
  const changes = cuts(inputs);
  const at = [...changes.keys()].filter((us) => us > 0 && us < simulatedUs).sort((a, b) => a - b);
  const between = [0, ...at].map((fromUs, place) => {
    const toUs = at[place] ?? simulatedUs;
    return { fromUs, toUs, label: `${spanWords(fromUs, toUs)}: ${changes.get(fromUs) ?? 'from the beginning'}` };
  });
  const known = new Set<string>();
  return [whole, ...noises(inputs), ...(at.length > 0 ? between : [])].filter(({ fromUs, toUs }) => {
    const key = `${fromUs} ${toUs}`;
    const isNew = !known.has(key);
    known.add(key);
    return isNew;
  });
}

/** @returns the first noise up to the next change of the isolation model; the whole run where there was no noise */
export function defaultWindow(inputs: RunInputs): { readonly fromUs: number; readonly toUs: number } {
  const noise = noises(inputs)[0];
  if (noise === undefined) return { fromUs: 0, toUs: inputs.simulatedUs };
  const move = inputs.actions.find(
    ({ atUs, action }) => action.type === 'switch-isolation' && atUs > noise.fromUs && atUs < noise.toUs,
  );
  return { fromUs: noise.fromUs, toUs: move?.atUs ?? noise.toUs };
}

/** @returns the isolation model in words: "model shared", or "model shared, then cells" */
export function modelWords({ scenario, actions }: RunInputs, fromUs: number, toUs: number): string {
  const switches = actions.flatMap(({ atUs, action }) =>
    action.type === 'switch-isolation' ? [{ atUs, id: action.model.id }] : [],
  );
  const first = switches.filter(({ atUs }) => atUs <= fromUs).at(-1)?.id ?? scenario.isolation.id;
  const later = switches.filter(({ atUs }) => atUs > fromUs && atUs < toUs).map(({ id }) => id);
  return `model ${[first, ...later].join(', then ')}`;
}
