/** @module `:claim[90 %]{of=busy at="50/s" within=1}`: a number in prose that the course's tests hold against a run. */
import { type Directive, isReading, settingOf } from './directive.ts';

const NUMBER = /\d[\d,]*(?:\.\d+)?/;

export const claim: Directive = {
  name: 'claim',
  form: 'text',
  summary: 'A number that stands before the run; tests hold it against the run.',
  attributes: { of: true, at: true, within: true, is: false },
  label: 'needed',
  compile: (written, { experiment, claims }) => {
    const { of = '', within = '' } = written.attributes;
    const at = settingOf(written, experiment);
    if (!isReading(written, experiment) || at === null) return null;
    const is = Number(written.attributes.is ?? NUMBER.exec(written.label)?.[0].replaceAll(',', '') ?? Number.NaN);
    if (!Number.isFinite(is) || !(Number(within) >= 0) || within === '') {
      written.tell('bad-number', `found ${written.label} within ${within}, expected numbers: write is=… and within=…`);
      return null;
    }
    claims.push({ text: written.label, line: written.line, reading: of, at, is, within: Number(within) });
    return { type: 'figure', text: written.label };
  },
};
