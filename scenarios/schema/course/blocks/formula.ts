/** @module `::formula[W = S / (1 − ρ)]{meaning="…"}`: a formula, and what it says in words. */
import type { Directive } from './directive.ts';

export const formula: Directive = {
  name: 'formula',
  form: 'leaf',
  summary: 'A formula, and what it says in words for who cannot see it.',
  attributes: { meaning: true },
  label: 'needed',
  compile: ({ label, attributes }) => ({ type: 'formula', text: label, meaning: attributes.meaning! }),
};
