/** @module `::check{id=twice}`: a question. */
import type { Directive } from './directive.ts';

export const check: Directive = {
  name: 'check',
  form: 'leaf',
  summary: 'A question out of the lesson’s checks.',
  attributes: { id: true },
  label: 'none',
  compile: (written, { checks, shown }) => {
    const { id = '' } = written.attributes;
    if (!written.refers('check', id, checks)) return null;
    if (shown.includes(`check ${id}`)) written.tell('twice', `found the check ${id} a second time: delete it`);
    shown.push(`check ${id}`);
    return { type: 'check', id };
  },
};
