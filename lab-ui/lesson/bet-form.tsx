/** @module The bet before the run: a number on a scale, or one of several options; or none. */
import { useId, useState } from 'react';
import type { Experiment } from '../../sim-engine/model/experiment.ts';
import { TenantMark } from '../marks/tenant-mark.tsx';
import { ActionButton } from '../parts/action-button.tsx';
import { ParamField } from '../parts/param-field.tsx';
import { readingOf } from './bets/bet.ts';
import { betKindOf } from './bets/index.ts';
import { readingWords } from './unit-words.ts';

interface BetFormProps {
  readonly experiment: Experiment;
  onCommit(bet: number | null): void;
}

export function BetForm({ experiment, onCommit }: BetFormProps) {
  const { bet } = experiment;
  const options = betKindOf(bet).options(bet, experiment);
  return (
    <div className="lesson-bet">
      <p className="lesson-ask">{bet.ask}</p>
      {options === null ? (
        <NumberBet experiment={experiment} onCommit={onCommit} />
      ) : (
        <OptionBet options={options} onCommit={onCommit} />
      )}
    </div>
  );
}

function NumberBet({ experiment, onCommit }: BetFormProps) {
  const { bet } = experiment;
  const isNumber = bet.kind === 'number';
  const from = isNumber ? bet.from : 1;
  const to = isNumber ? bet.to : 2;
  // It begins in the middle of the scale: at either end it would suggest an answer.
  const [value, setValue] = useState(Number(Math.sqrt(from * to).toPrecision(2)));
  const [isMoved, setMoved] = useState(false);
  if (!isNumber) return null;
  const { unit, title } = readingOf(experiment, bet.reading);
  const spec = { name: 'bet', label: 'Your bet', unit, min: from, max: to, default: from, doc: `${title}.` };
  return (
    <>
      <ParamField
        spec={spec}
        value={value}
        onChange={(next) => {
          setMoved(true);
          setValue(next);
        }}
      />
      <div className="button-row">
        <ActionButton
          kind="primary"
          className="tall"
          why={isMoved ? null : 'Move the bet first'}
          onPress={() => onCommit(value)}
        >
          Bet {readingWords(value, unit)} and run
        </ActionButton>
        <ActionButton kind="plain" onPress={() => onCommit(null)}>
          Run without a bet
        </ActionButton>
      </div>
    </>
  );
}

interface OptionBetProps {
  readonly options: readonly { readonly label: string; readonly tenant: number | null }[];
  onCommit(bet: number | null): void;
}

function OptionBet({ options, onCommit }: OptionBetProps) {
  const name = useId();
  const [chosen, setChosen] = useState<number | null>(null);
  return (
    <>
      <fieldset className="lesson-options">
        <legend className="hidden-words">Your bet</legend>
        {options.map(({ label, tenant }, at) => (
          <label key={label} className="lesson-option">
            <input type="radio" name={name} checked={chosen === at} onChange={() => setChosen(at)} />
            {tenant === null ? null : <TenantMark index={tenant} name="" />}
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
      <div className="button-row">
        <ActionButton
          kind="primary"
          className="tall"
          why={chosen === null ? 'Choose one first' : null}
          onPress={() => onCommit(chosen)}
        >
          Bet and run
        </ActionButton>
        <ActionButton kind="plain" onPress={() => onCommit(null)}>
          Run without a bet
        </ActionButton>
      </div>
    </>
  );
}
