/** @module The one control of an experiment: a slider over its settings, or a list to choose from where they are no numbers. */
import { useId } from 'react';
import type { ControlSpec } from '../../sim-engine/model/experiment.ts';

interface ControlFieldProps {
  readonly control: ControlSpec;
  readonly setting: number;
  onChoose(setting: number): void;
}

export function ControlField({ control, setting, onChoose }: ControlFieldProps) {
  const id = useId();
  const { settings, label } = control;
  const last = settings.length - 1;
  if (settings.some(({ choice }) => choice !== undefined)) {
    return (
      <fieldset className="lesson-rungs">
        <legend>{label}</legend>
        {settings.map((each, at) => (
          <label key={each.label} className="segment-option">
            <input
              type="radio"
              className="hidden-words"
              name={id}
              checked={at === setting}
              onChange={() => onChoose(at)}
            />
            <span>{each.label}</span>
          </label>
        ))}
      </fieldset>
    );
  }
  return (
    <div className="field lesson-control">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="range"
        className="slider"
        min={0}
        max={last}
        step={1}
        value={setting}
        aria-valuetext={settings[setting]?.label}
        style={{ '--filled': `${(100 * setting) / last}%` }}
        onChange={(event) => onChoose(Number(event.target.value))}
      />
      <output htmlFor={id} className="lesson-setting">
        {settings[setting]?.label}
      </output>
    </div>
  );
}
