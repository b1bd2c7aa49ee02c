/** @module Which variant of a registry, and its parameters: the controls are printed from what the registry says of it. */
import { useId } from 'react';
import type { Definition, ParamValues } from '../../sim-engine/model/registry.ts';
import { ParamField } from '../parts/param-field.tsx';
import { type Places, WordSelect, wordedValues } from '../parts/word-select.tsx';
import { useBench } from './bench-context.tsx';

interface KindSelectProps {
  readonly id: string;
  /** What is chosen; "Kind" without it. */
  readonly label?: string;
  readonly kinds: readonly Definition[];
  readonly kind: Definition;
  readonly onChoose: (id: string) => void;
}

export function KindSelect({ id, label = 'Kind', kinds, kind, onChoose }: KindSelectProps) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="select"
        value={kind.id}
        aria-description={kind.summary}
        title={kind.summary}
        onChange={(event) => onChoose(event.target.value)}
      >
        {kinds.map((known) => (
          <option key={known.id} value={known.id}>
            {known.title}
          </option>
        ))}
      </select>
    </div>
  );
}

interface KindParamsProps {
  readonly kind: Definition;
  readonly values: ParamValues;
  readonly onChange: (values: ParamValues) => void;
}

/** @returns titles of what a value may be a place of in this scenario */
export function usePlaces(): Places {
  const scenario = useBench((data) => data.scenario);
  return { plans: scenario.plans.map(({ title }) => title), tenants: scenario.tenants.map(({ name }) => name) };
}

export function KindParams({ kind, values, onChange }: KindParamsProps) {
  const places = usePlaces();
  const id = useId();
  return kind.params.map((spec) => {
    const value = values[spec.name] ?? spec.default;
    const put = (next: number) => onChange({ ...values, [spec.name]: next });
    if (wordedValues(spec, places).length === 0) {
      return <ParamField key={spec.name} spec={spec} value={value} onChange={put} />;
    }
    return (
      <div className="field" key={spec.name}>
        <label htmlFor={`${id}-${spec.name}`}>{spec.label}</label>
        <WordSelect id={`${id}-${spec.name}`} spec={spec} places={places} value={value} onChange={put} />
      </div>
    );
  });
}
