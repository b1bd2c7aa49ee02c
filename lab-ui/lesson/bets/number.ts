/** @module A number, compared as a factor: what is being bet on spans decades. */
import { readingWords, timesWords } from '../unit-words.ts';
import { type BetKind, readingOf } from './bet.ts';

/** Within this factor a bet is close. */
const CLOSE = 1.15;
/** Within this factor it has the size. */
const NEAR = 1.5;

export const numberBet: BetKind<'number'> = {
  options: () => null,
  needs: ({ at }, { control }) => [at, control.start],
  judge: ({ at, reading }, bet, experiment, trials) => {
    const measured = trials.get(at)?.readings[reading] ?? null;
    const before = trials.get(experiment.control.start)?.readings[reading] ?? null;
    if (measured === null || before === null || measured <= 0) return null;
    const { title, unit } = readingOf(experiment, reading);
    const where = experiment.control.settings[at]!.label;
    const was = `${readingWords(measured, unit)} at ${where}`;
    const start = `It had been ${readingWords(before, unit)} at ${experiment.control.settings[experiment.control.start]!.label}.`;
    if (bet === null) return { state: 'not-yet', head: `${title}: ${was}.`, body: `${start} You had not bet.` };
    const off = Math.max(bet / measured, measured / bet);
    const bets = `You bet ${readingWords(bet, unit)}; it was ${was}`;
    if (off <= CLOSE) return { state: 'fine', head: 'Close.', body: `${bets}. ${start}` };
    const factor = `${timesWords(off)} ${bet < measured ? 'your bet' : 'less'}`;
    const hasDirection = (bet - before) * (measured - before) > 0;
    if (off <= NEAR) return { state: 'near', head: 'Near.', body: `${bets}, ${factor}. ${start}` };
    if (hasDirection && bet < measured)
      return { state: 'over', head: 'You had the direction, not the size.', body: `${bets}, ${factor}. ${start}` };
    if (hasDirection) return { state: 'over', head: 'Less than you feared.', body: `${bets}, ${factor}. ${start}` };
    const calm = Math.abs(measured / before - 1) < 0.1;
    const head = calm ? 'It hardly moved.' : 'It went the other way.';
    return { state: 'over', head, body: `${bets}, ${factor}. ${start}` };
  },
};
