/** @module `:given{what=rate of=A}`: a fact of the lesson's world. */
import type { Experiment } from '../../../../sim-engine/model/experiment.ts';
import { didYouMean } from '../../suggest.ts';
import type { Directive } from './directive.ts';
import { FACTS } from './facts.ts';

export const given: Directive = {
  name: 'given',
  form: 'text',
  summary: 'A fact of the lesson’s world, printed from its scenario.',
  attributes: { what: true, of: false },
  label: 'none',
  compile: (written, { experiment }) => {
    const { what = '', of = '' } = written.attributes;
    if (!written.refers('fact', what, Object.keys(FACTS))) return null;
    const fact = FACTS[what]!;
    const text = fact.print(experiment.scenario, of, experiment);
    if (text !== undefined) return { type: 'figure', text };
    const known = idsOf(fact.of, experiment);
    written.tell(`unknown-${fact.of}`, `found no ${what} of ${of === '' ? 'nothing' : of}: ${didYouMean(of, known)}`);
    return null;
  },
};

function idsOf(of: string, { scenario: world, control }: Experiment): string[] {
  if (of === 'setting') return control.settings.map(({ label }) => label);
  if (of === 'tenant') return world.tenants.map(({ id }) => id);
  if (of === 'operation') return world.operations.map(({ id }) => id);
  if (of === 'plan') return world.plans.map(({ id }) => id);
  return of === 'item' ? world.timeline.map(({ id }) => id) : [];
}
