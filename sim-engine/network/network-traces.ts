/** @module Traces of a network: whether there is room for them, and who keeps them. */
import { type Issue, issue } from '../kernel/result.ts';
import { placesFor } from '../measure/blame/ledger-places.ts';
import { planTraces } from '../measure/trace/trace-rule.ts';
import { Tracer } from '../measure/trace/tracer.ts';
import type { NetworkSpec } from './network-spec.ts';

/** @returns every issue with the traces that are asked for */
export function checkTraces(spec: NetworkSpec): Issue[] {
  if (spec.traces === undefined) return [];
  if (spec.blame === false) {
    return [issue('blame-needed', 'traces', 'found traces without blame: they say who is to blame, so keep it')];
  }
  const plan = planOf(spec, spec.traces);
  return plan.ok ? [] : plan.issues.map((each) => ({ ...each, path: `traces.${each.path}` }));
}

/** @returns the tracer of a spec that was checked, or null when it keeps no traces; the whole run is one window */
export function networkTracer(spec: NetworkSpec): Tracer | null {
  if (spec.traces === undefined) return null;
  const plan = planOf(spec, spec.traces);
  if (!plan.ok) return null;
  const tenants = tenantsOf(spec);
  return new Tracer({ plan: plan.value, tenants, holders: holdersOf(spec), cutsUs: [], seed: spec.seed });
}

function planOf(spec: NetworkSpec, rule: NonNullable<NetworkSpec['traces']>): ReturnType<typeof planTraces> {
  return planTraces(rule, tenantsOf(spec), holdersOf(spec));
}

function tenantsOf(spec: NetworkSpec): number {
  return new Set(spec.routes.map((route) => route.tenant)).size;
}

function holdersOf(spec: NetworkSpec): number {
  return placesFor(tenantsOf(spec)) + 1;
}
