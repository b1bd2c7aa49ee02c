/** @module One control for every term of a client, printed from the engine's description of it. */
import { CLIENT_TERMS, type ClientTerm } from '../../sim-engine/model/client-terms.ts';
import type { LinkTerms } from '../../sim-engine/model/link-terms.ts';
import { withDefaults } from '../../sim-engine/model/registry.ts';
import { ParamField } from '../parts/param-field.tsx';
import { type ClientRegistries, chosenOf } from './client-draft.ts';
import { KindParams, KindSelect } from './kind-fields.tsx';

interface ClientTermsFieldsProps {
  readonly terms: LinkTerms;
  readonly registries: ClientRegistries;
  /** Called with the one term that was changed. */
  onChange(change: LinkTerms): void;
}

export function ClientTermsFields({ terms, registries, onChange }: ClientTermsFieldsProps) {
  return CLIENT_TERMS.map((each) => {
    if (each.kind === 'number') {
      const { spec, term, scale } = each;
      const value = terms[term];
      return (
        <ParamField
          key={term}
          spec={spec}
          value={value === undefined ? spec.default : value / scale}
          onChange={(next) => onChange({ [term]: next * scale })}
        />
      );
    }
    if (each.kind === 'flag') {
      return (
        <label className="check client-flag" key={each.term} title={each.doc}>
          <input
            type="checkbox"
            checked={terms[each.term] ?? false}
            aria-description={each.doc}
            onChange={(event) => onChange({ [each.term]: event.target.checked })}
          />
          {each.label} when it is given up
        </label>
      );
    }
    return <ChosenTerm key={each.term} of={each} terms={terms} registries={registries} onChange={onChange} />;
  });
}

type ChosenTermProps = ClientTermsFieldsProps & { readonly of: Extract<ClientTerm, { kind: 'choice' }> };

function ChosenTerm({ of: { term, label, registry }, terms, registries, onChange }: ChosenTermProps) {
  const kinds = registries[registry];
  const chosen = chosenOf(kinds, terms[term]);
  const kind = kinds.find(({ id }) => id === chosen?.id);
  if (!chosen || !kind) return null;
  const choose = (id: string) => {
    const next = kinds.find((known) => known.id === id);
    if (next) onChange({ [term]: { id, params: withDefaults(next, {}) } });
  };
  return (
    <>
      <KindSelect id={`client-${term}`} label={label} kinds={kinds} kind={kind} onChoose={choose} />
      <KindParams
        kind={kind}
        values={chosen.params}
        onChange={(params) => onChange({ [term]: { id: kind.id, params } })}
      />
    </>
  );
}
