/** @module Which variant of a registry, and its parameters: the controls are printed from what the registry says of it. */
import type { Definition, ParamValues } from '../../sim-engine/model/registry.ts';
import { ParamField } from '../parts/param-field.tsx';

interface KindSelectProps {
  readonly id: string;
  readonly kinds: readonly Definition[];
  readonly kind: Definition;
  /** What is chosen; a kind, unless said otherwise. */
  readonly label?: string;
  readonly onChoose: (id: string) => void;
}

export function KindSelect({ id, kinds, kind, label = 'Kind', onChoose }: KindSelectProps) {
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

export function KindParams({ kind, values, onChange }: KindParamsProps) {
  return kind.params.map((spec) => (
    <ParamField
      key={spec.name}
      spec={spec}
      value={values[spec.name] ?? spec.default}
      onChange={(value) => onChange({ ...values, [spec.name]: value })}
    />
  ));
}
