/** @module REGISTRY of directives: one line per word of a lesson beyond plain Markdown. */
import { check } from './check.ts';
import { cite } from './cite.ts';
import { claim } from './claim.ts';
import type { Directive } from './directive.ts';
import { experiment } from './experiment.ts';
import { formula } from './formula.ts';
import { given } from './given.ts';
import { measured } from './measured.ts';
import { note } from './note.ts';
import { ratio } from './ratio.ts';
import { reveal } from './reveal.ts';
import { source } from './source.ts';
import { tenant } from './tenant.ts';

export const DIRECTIVES: readonly Directive[] = [
  experiment,
  reveal,
  check,
  note,
  formula,
  source,
  given,
  claim,
  measured,
  ratio,
  tenant,
  cite,
];
