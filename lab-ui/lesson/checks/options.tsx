/** @module One of several options, tenants with their marks. */
import { useId } from 'react';
import { TenantMark } from '../../marks/tenant-mark.tsx';
import type { AnswerKind, AnswerProps } from './answer.ts';

interface OptionsProps extends Omit<AnswerProps, 'check'> {
  readonly check: {
    readonly options: readonly { readonly id: string; readonly text: string; readonly index?: number }[];
  };
}

function Options({ check, answer, labelledBy, onAnswer }: OptionsProps) {
  const name = useId();
  return (
    <fieldset className="lesson-options" aria-labelledby={labelledBy}>
      {check.options.map((option) => (
        <label key={option.id} className="lesson-option">
          <input type="radio" name={name} checked={answer === option.id} onChange={() => onAnswer(option.id)} />
          {option.index === undefined ? null : <TenantMark index={option.index} name="" />}
          <span>{option.text}</span>
        </label>
      ))}
    </fieldset>
  );
}

export const choiceAnswer: AnswerKind<'choice'> = { first: () => null, form: Options };
export const tenantAnswer: AnswerKind<'tenant'> = { first: () => null, form: Options };
