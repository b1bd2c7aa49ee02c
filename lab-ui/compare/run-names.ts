/** @module What two compared runs are called: by what sets one apart from the other. */
import type { Action } from '../../sim-engine/model/scenario.ts';
import type { RunInputs } from '../../sim-engine/protocol/messages.ts';
import { capitalised, formatClock } from '../text/format.ts';

/** How a run is named beside another. */
export interface RunName {
  /** One or two words, in mid-sentence: "cells", "limit on G", "seed 7". */
  readonly short: string;
  /** Its isolation, and what was done in it alone: "shared, then cells from 40.0 s". */
  readonly history: string;
}

/** Titles of isolation models by id, as the ladder shows them. */
export type Titles = Readonly<Record<string, string>>;

/**
 * @param own     the run
 * @param other   what it is compared with
 * @param titles  of the isolation models
 */
export function runName(own: RunInputs, other: RunInputs, titles: Titles): RunName {
  const history = isolationHistory(own, titles);
  return { short: shortName(own, other, titles), history };
}

/** @returns "shared, then cells from 40.0 s, limit on G from 44.0 s" */
export function isolationHistory(run: RunInputs, titles: Titles): string {
  const begun = titleOf(run.scenario.isolation.id, titles);
  const changes = run.actions.flatMap(({ atUs, action }) => {
    const words = actionWords(action, titles);
    return words === null ? [] : [`${words} from ${formatClock(atUs)}`];
  });
  return changes.length === 0 ? begun : `${begun}, then ${changes.join(', ')}`;
}

function shortName(own: RunInputs, other: RunInputs, titles: Titles): string {
  const apart = own.actions.filter((each) => !other.actions.some((theirs) => isSame(each, theirs)));
  const words = apart.flatMap(({ action }) => actionWords(action, titles) ?? []);
  const last = words.at(-1);
  if (last !== undefined) return words.length === 1 ? last : `${last} and ${words.length - 1} more`;
  if (own.scenario.id !== other.scenario.id) return own.scenario.title;
  const [model, theirs] = [lastModel(own), lastModel(other)];
  const hasOthers = other.actions.length > own.actions.length - apart.length;
  if (model !== theirs || hasOthers) return titleOf(model, titles);
  if (own.seed !== other.seed) return `seed ${own.seed}`;
  return titleOf(model, titles);
}

function lastModel({ scenario, actions }: RunInputs): string {
  const switches = actions.flatMap(({ action }) => (action.type === 'switch-isolation' ? [action.model.id] : []));
  return switches.at(-1) ?? scenario.isolation.id;
}

function isSame(a: RunInputs['actions'][number], b: RunInputs['actions'][number]): boolean {
  return a.atUs === b.atUs && JSON.stringify(a.action) === JSON.stringify(b.action);
}

function titleOf(model: string, titles: Titles): string {
  return (titles[model] ?? model).toLowerCase();
}

/** @returns what an action changed, or null where it made noise or broke something */
export function actionWords(action: Action, titles: Titles): string | null {
  switch (action.type) {
    case 'switch-isolation':
      return titleOf(action.model.id, titles);
    case 'set-limit':
    case 'set-limiter':
      return `limit on ${action.tenant}`;
    case 'clear-limit':
      return `no limit on ${action.tenant}`;
    case 'set-balancing':
      return 'another balancer';
    case 'set-client':
      return 'other clients';
    case 'inject-noise':
    case 'stop-noise':
    case 'inject-fault':
    case 'answer':
      return null;
  }
}

/** @returns the name as the beginning of a sentence; "B" where both are called alike */
export function subjectOf(name: RunName, other: RunName, letter: string): string {
  return name.short === other.short ? letter : capitalised(name.short);
}
