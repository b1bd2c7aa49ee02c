/** @module `::source[Kleinrock, Queueing Systems]{id=kleinrock href="https://…"}`: a source of this lesson. */
import { isAddress } from './address.ts';
import type { Directive } from './directive.ts';

export const source: Directive = {
  name: 'source',
  form: 'leaf',
  summary: 'A source of this lesson; it is listed at the end.',
  attributes: { id: true, href: false },
  label: 'needed',
  compile: (written, { sources, sourceIds }) => {
    const { id = '', href = '' } = written.attributes;
    if (href !== '' && !isAddress(href)) written.tell('bad-link', `found ${href}, expected an address with https://`);
    sources[sourceIds.indexOf(id)] = { text: written.label, href };
    return null;
  },
};
