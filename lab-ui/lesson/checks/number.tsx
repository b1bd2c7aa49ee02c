/** @module A number with its unit. */
import { useState } from 'react';
import { numberIn } from '../../parts/wrong-number.ts';
import type { AnswerKind, AnswerProps } from './answer.ts';

function NumberForm({ check, answer, labelledBy, onAnswer }: AnswerProps<'number'>) {
  const [typed, setTyped] = useState(answer === null ? '' : String(answer));
  return (
    <span className="value-box lesson-number">
      <input
        type="text"
        inputMode="decimal"
        autoComplete="off"
        aria-labelledby={labelledBy}
        aria-description={`in ${check.unit}`}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          onAnswer(numberIn(event.target.value));
        }}
      />
      <span className="unit" aria-hidden="true">
        {check.unit}
      </span>
    </span>
  );
}

export const numberAnswer: AnswerKind<'number'> = { first: () => null, form: NumberForm };
