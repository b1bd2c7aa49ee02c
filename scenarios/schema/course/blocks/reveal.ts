/** @module `:::reveal`: what is about the run, shown once the run was seen. */
import type { Directive } from './directive.ts';

export const reveal: Directive = {
  name: 'reveal',
  form: 'container',
  summary: 'What is about the run; it opens when the run was seen, or when it is asked for.',
  attributes: {},
  label: 'none',
  compile: ({ children, tell }, { shown }) => {
    if (!shown.includes('experiment')) tell('reveal-first', 'found a reveal before the experiment: put it after');
    return { type: 'reveal', children };
  },
};
