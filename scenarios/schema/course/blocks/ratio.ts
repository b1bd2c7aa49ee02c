/** @module `:ratio{of=p99-c at="22/s" to=p99-c toAt="0/s"}`: how many times one reading is another. */
import { type Directive, isReading, settingOf } from './directive.ts';

export const ratio: Directive = {
  name: 'ratio',
  form: 'text',
  summary: 'How many times one reading of the reader’s own runs is another.',
  attributes: { of: true, at: true, to: true, toAt: true },
  label: 'none',
  compile: (written, { experiment }) => {
    const at = settingOf(written, experiment);
    const toAt = settingOf(written, experiment, 'toAt');
    if (!isReading(written, experiment) || !isReading(written, experiment, 'to') || at === null || toAt === null)
      return null;
    const { of = '', to = '' } = written.attributes;
    return { type: 'ratio', reading: of, at, toReading: to, toAt };
  },
};
