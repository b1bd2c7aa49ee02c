/** @module One numeric parameter: a slider and a box over the same value, built from its ParamSpec. */
import { useId, useState } from 'react';
import type { ParamSpec } from '../../sim-engine/model/registry.ts';
import { StateGlyph } from '../marks/tenant-mark.tsx';
import { clampTo, positionOf, STEPS, valueAt } from './param-scale.ts';
import { numberIn, wrongNumber } from './wrong-number.ts';

interface ParamFieldProps {
  readonly spec: ParamSpec;
  readonly value: number;
  onChange(value: number): void;
}

export function ParamField({ spec, value, onChange }: ParamFieldProps) {
  const id = useId();
  // What is being typed is kept apart until it is done: a half-typed number is no value.
  const [typed, setTyped] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const commit = () => {
    if (typed === null) return;
    const number = numberIn(typed);
    const taken = number === null ? value : clampTo(spec, number);
    setWrong(wrongNumber(spec, typed, number, taken));
    if (number !== null) onChange(taken);
    setTyped(null);
  };
  return (
    <div className="field" title={spec.doc}>
      <label htmlFor={id}>{spec.label}</label>
      <input
        type="range"
        className="slider"
        aria-label={`${spec.label}, slider`}
        aria-valuetext={`${value} ${spec.unit}`}
        min={0}
        max={STEPS}
        value={positionOf(spec, value)}
        style={{ '--filled': `${(100 * positionOf(spec, value)) / STEPS}%` }}
        onChange={(event) => {
          setWrong(null);
          onChange(valueAt(spec, Number(event.target.value)));
        }}
      />
      <span className="value-box">
        <input
          id={id}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          value={typed ?? String(value)}
          aria-description={`${spec.doc} From ${spec.min} to ${spec.max} ${spec.unit}`}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit();
            if (event.key === 'Escape') setTyped(null);
          }}
          aria-describedby={wrong === null ? undefined : `${id}-wrong`}
        />
        <span className="unit" aria-hidden="true">
          {spec.unit}
        </span>
      </span>
      {wrong === null ? null : (
        <p className="field-wrong" role="alert" id={`${id}-wrong`}>
          <StateGlyph state="near" /> {wrong}
        </p>
      )}
    </div>
  );
}
