/** @module What a fault is aimed at: so many parts of a tier, a tenant, or nothing that could be chosen. */
import type { FaultDefinition } from '../net/api.ts';
import { ParamField } from '../parts/param-field.tsx';
import { useBench } from './bench-context.tsx';
import { ANYBODY, COUNT, type FaultDraft, TIER_WORDS } from './fault-draft.ts';
import { TenantSelect } from './tenant-select.tsx';

interface FaultTargetFieldsProps {
  readonly kind: FaultDefinition;
  readonly draft: FaultDraft;
  onChange(draft: FaultDraft): void;
}

export function FaultTargetFields({ kind, draft, onChange }: FaultTargetFieldsProps) {
  const tenants = useBench((data) => data.scenario.tenants);
  if (kind.aim === 'zone') return null;
  if (kind.aim === 'tenant')
    return <TenantSelect label="Sent by" value={draft.tenant} onChange={(tenant) => onChange({ ...draft, tenant })} />;
  return (
    <>
      <div className="field">
        <label htmlFor="fault-tier">What</label>
        <select
          id="fault-tier"
          className="select"
          value={draft.tier}
          onChange={(event) => {
            const tier = kind.tiers.find((each) => each === event.target.value);
            if (tier) onChange({ ...draft, tier });
          }}
        >
          {kind.tiers.map((tier) => (
            <option key={tier} value={tier}>
              {TIER_WORDS[tier]}
            </option>
          ))}
        </select>
      </div>
      <ParamField spec={COUNT} value={draft.count} onChange={(count) => onChange({ ...draft, count })} />
      <div className="field">
        <label htmlFor="fault-parts-of">Serving</label>
        <select
          id="fault-parts-of"
          className="select"
          title="Only parts that serve this tenant; which these are depends on the isolation model."
          value={draft.partsOf}
          onChange={(event) => onChange({ ...draft, partsOf: event.target.value })}
        >
          <option value={ANYBODY}>Anybody</option>
          {tenants.map(({ id, name }) => (
            <option key={id} value={id}>
              {id === name ? name : `${id} ${name}`}
            </option>
          ))}
        </select>
      </div>
    </>
  );
}
