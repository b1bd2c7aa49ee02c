/** @module `:::note`: what stands beside the argument. */
import type { Directive } from './directive.ts';

export const note: Directive = {
  name: 'note',
  form: 'container',
  summary: 'A remark beside the argument.',
  attributes: {},
  label: 'none',
  compile: ({ children }) => ({ type: 'note', children }),
};
