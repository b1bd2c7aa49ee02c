/** @module Which setting is the cheapest that keeps a reading within a bound; several may cost the same. */
import { listWords } from '../../text/format.ts';
import { readingWords } from '../unit-words.ts';
import { type BetKind, readingOf } from './bet.ts';

export const cheapestBet: BetKind<'cheapest'> = {
  options: (_spec, { control }) => control.settings.map(({ label }) => ({ label, tenant: null })),
  needs: (_spec, { control }) => control.settings.map((_, at) => at),
  judge: ({ within, bound, price }, bet, experiment, trials) => {
    const { settings } = experiment.control;
    const runs = settings.map((setting, at) => ({
      label: setting.label,
      harm: trials.get(at)?.readings[within] ?? null,
      price: trials.get(at)?.readings[price] ?? null,
    }));
    if (runs.some((run) => run.harm === null || run.price === null)) return null;
    const kept = runs.filter((run) => run.harm! <= bound);
    const least = Math.min(...kept.map((run) => run.price!));
    const best = kept.filter((run) => run.price === least).map((run) => run.label);
    const harmUnit = readingOf(experiment, within).unit;
    const priceWords = (value: number | null): string => readingWords(value, readingOf(experiment, price).unit);
    if (best.length === 0) return { state: 'not-yet', head: 'None of them does.', body: '' };
    const truth = `${listWords(best)} cost${best.length === 1 ? 's' : ''} ${priceWords(least)} and keep${best.length === 1 ? 's' : ''} within ${readingWords(bound, harmUnit)}`;
    const mine = bet === null ? undefined : runs[bet];
    if (mine === undefined) return { state: 'not-yet', head: `${truth}.`, body: 'You had not bet.' };
    if (best.includes(mine.label))
      return { state: 'fine', head: 'Right.', body: `${truth}. Nothing that costs less does.` };
    const harm = `${mine.label} leaves the worst at ${readingWords(mine.harm, harmUnit)}, for ${priceWords(mine.price)}`;
    if (mine.harm! <= bound)
      return { state: 'near', head: 'That works, and there is a cheaper one.', body: `${harm}. ${truth}.` };
    return { state: 'over', head: 'That one does not hold.', body: `${harm}. ${truth}.` };
  },
};
