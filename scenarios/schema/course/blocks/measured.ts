/** @module `:measured{of=mean-a at="50/s"}`: a reading of the reader's own run. */
import { type Directive, isReading, settingOf } from './directive.ts';

export const measured: Directive = {
  name: 'measured',
  form: 'text',
  summary: 'A reading of the reader’s own run under a setting.',
  attributes: { of: true, at: true },
  label: 'none',
  compile: (written, { experiment }) => {
    const at = settingOf(written, experiment);
    if (!isReading(written, experiment) || at === null) return null;
    return { type: 'measured', reading: written.attributes.of!, at };
  },
};
