/** @module A segmented choice: a radio group in one frame; arrows move and choose, as in every radio group. */
import { useId } from 'react';

interface SegmentProps<T extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly value: T;
  onChoose(value: T): void;
}

export function Segment<T extends string>({ label, options, value, onChoose }: SegmentProps<T>) {
  const name = useId();
  return (
    <fieldset className="segment">
      <legend className="hidden-words">{label}</legend>
      {options.map((option) => (
        <label key={option.value} className="segment-option">
          <input
            type="radio"
            className="hidden-words"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChoose(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
