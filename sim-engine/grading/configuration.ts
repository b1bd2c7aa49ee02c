/**
 * @module The configuration that a log leaves behind: isolation, limits, clients and balancing, without when they were set. It is
 * what can be carried to another world; noise and faults that were tried out are not part of it.
 */
import { assertNever } from '../kernel/assert.ts';
import type { StampedAction } from '../model/action-log.ts';
import type { Choice } from '../model/registry.ts';
import type { Action } from '../model/scenario.ts';

/** What stands at the end of a log. */
export interface Configuration {
  /** In force from time 0; null for the scenario's own model. */
  readonly isolation: Choice | null;
  /** Everything else, to be done at time 0 in this order. */
  readonly actions: readonly Action[];
}

/**
 * @param isolation  what held at time 0 in place of the scenario's own model, or null
 * @param log        in order; every action of it took effect
 */
export function finalConfiguration(isolation: Choice | null, log: readonly StampedAction[]): Configuration {
  let model = isolation;
  let balancing: Action | null = null;
  const limits = new Map<string, Action>();
  // Each changes what it names and leaves the rest, so that all of them together are what stands.
  const clients: Action[] = [];
  for (const { action } of log) {
    switch (action.type) {
      case 'switch-isolation':
        model = action.model;
        break;
      case 'set-limit':
      case 'set-limiter':
        limits.set(action.tenant, action);
        break;
      case 'clear-limit':
        limits.delete(action.tenant);
        break;
      case 'set-client':
        clients.push(action);
        break;
      case 'set-balancing':
        balancing = action;
        break;
      case 'inject-noise':
      case 'stop-noise':
      case 'inject-fault':
      case 'answer':
        break;
      default:
        assertNever(action);
    }
  }
  const inOrder = [...limits.keys()].sort().map((tenant) => limits.get(tenant)!);
  return { isolation: model, actions: [...inOrder, ...clients, ...(balancing === null ? [] : [balancing])] };
}

/** @returns the configuration as a log that begins with it */
export function asLog({ actions }: Configuration): StampedAction[] {
  return actions.map((action, sequence) => ({ sequence, atUs: 0, action }));
}
