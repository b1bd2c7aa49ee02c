/** @module `:cite{id=kleinrock}`: the number of a source of this lesson. */
import type { Directive } from './directive.ts';

export const cite: Directive = {
  name: 'cite',
  form: 'text',
  summary: 'The number of a source of this lesson.',
  attributes: { id: true },
  label: 'none',
  compile: (written, { sourceIds }) => {
    const { id = '' } = written.attributes;
    return written.refers('source', id, sourceIds) ? { type: 'cite', source: sourceIds.indexOf(id) + 1 } : null;
  },
};
