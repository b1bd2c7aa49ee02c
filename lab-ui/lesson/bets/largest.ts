/** @module Which of some readings is the largest. */
import { readingWords } from '../unit-words.ts';
import { type BetKind, readingOf } from './bet.ts';

export const largestBet: BetKind<'largest'> = {
  options: ({ readings }, experiment) =>
    readings.map((id) => {
      const reading = readingOf(experiment, id);
      const index =
        reading.kind === 'blame'
          ? experiment.scenario.tenants.findIndex((tenant) => tenant.id === reading.culprit)
          : -1;
      return { label: reading.title, tenant: index < 0 ? null : index };
    }),
  needs: ({ at }) => [at],
  judge: ({ at, readings }, bet, experiment, trials) => {
    const values = readings.map((id) => trials.get(at)?.readings[id] ?? null);
    if (values.some((value) => value === null)) return null;
    const largest = values.reduce<number>((best, value, index) => (value! > values[best]! ? index : best), 0);
    const words = (index: number): string => {
      const { title, unit } = readingOf(experiment, readings[index]!);
      return `${title}, with ${readingWords(values[index], unit)}`;
    };
    const where = `at ${experiment.control.settings[at]!.label}`;
    const truth = `It was ${words(largest)} ${where}`;
    if (bet === null || values[bet] === undefined)
      return { state: 'not-yet', head: `${truth}.`, body: 'You had not bet.' };
    if (bet === largest) return { state: 'fine', head: 'Right.', body: `${truth}.` };
    return { state: 'over', head: 'Another one.', body: `You bet on ${words(bet)}. ${truth}.` };
  },
};
