/** @module `::experiment`: the lesson's bet, run and pictures. */
import type { Directive } from './directive.ts';

export const experiment: Directive = {
  name: 'experiment',
  form: 'leaf',
  summary: 'The bet, the run and the pictures of the lesson’s experiment.',
  attributes: {},
  label: 'none',
  compile: (written, { shown }) => {
    if (shown.includes('experiment')) written.tell('twice', 'found the experiment a second time: delete it');
    shown.push('experiment');
    return { type: 'experiment' };
  },
};
