/** @module Limits for one tenant and the choice of the balancer: the moves beside isolation. */
import { useState } from 'react';
import { withDefaults } from '../../sim-engine/model/registry.ts';
import { noiseItems } from '../../sim-engine/model/timeline.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { Panel } from '../parts/panel.tsx';
import { ParamField } from '../parts/param-field.tsx';
import { formatRate } from '../text/format.ts';
import { limitWords } from '../text/limit-words.ts';
import { useBench, useBenchState, useCommands, useMeasuredData, useSession, whyNot } from './bench-context.tsx';
import { noMoves } from './moves.ts';
import { TenantSelect } from './tenant-select.tsx';

interface LimitsPanelProps {
  /** True where room is short: one line that says what holds, and opens. */
  readonly folded: boolean;
}

export function LimitsPanel({ folded }: LimitsPanelProps) {
  const [isOpen, setOpen] = useState(!folded);
  const { catalogue } = useSession();
  const data = useMeasuredData();
  const { act } = useCommands();
  const state = useBenchState();
  const scenario = data.scenario;
  const bucket = catalogue.limiters[0];
  const [tenant, setTenant] = useState(() => noiseItems(scenario)[0]?.tenant ?? scenario.tenants[0]?.id ?? '');
  const [values, setValues] = useState<Readonly<Record<string, number>>>(() => {
    const plan = scenario.plans.find((known) => known.id === scenario.tenants.find((t) => t.id === tenant)?.plan);
    return plan ? { ratePerSec: plan.limitPerSec, burst: plan.limitBurst } : {};
  });
  if (!bucket || !scenario.rights.limits) return <BalancerPanel />;
  const filled = withDefaults(bucket, values);
  const index = scenario.tenants.findIndex((known) => known.id === tenant);
  const holds = data.topology?.limits[index] ?? null;
  const why = whyNot(state) ?? noMoves(data);
  const held = holds ? `${limitWords(catalogue, holds)} now` : 'no limit now';
  if (!isOpen) {
    const title = `Limits for ${tenant.slice(0, 1)}`;
    return (
      <Panel
        title={title}
        note={
          <>
            {held}{' '}
            <button type="button" className="link-button" aria-expanded={false} onClick={() => setOpen(true)}>
              Open limits
            </button>
          </>
        }
      >
        {null}
      </Panel>
    );
  }
  return (
    <Panel className="limits" title="Limits" note={<TenantSelect label="for" value={tenant} onChange={setTenant} />}>
      {bucket.params.map((spec) => (
        <ParamField
          key={spec.name}
          spec={spec}
          value={filled[spec.name] ?? spec.default}
          onChange={(value) => setValues({ ...filled, [spec.name]: value })}
        />
      ))}
      <div className="button-row">
        <ActionButton
          why={why}
          onPress={() =>
            act({
              type: 'set-limit',
              tenant,
              limitPerSec: filled.ratePerSec ?? 0,
              limitBurst: filled.burst ?? 1,
            })
          }
        >
          Limit {tenant.slice(0, 1)} to {formatRate(filled.ratePerSec ?? 0)}
        </ActionButton>
        {holds && why === null ? (
          <ActionButton onPress={() => act({ type: 'clear-limit', tenant })}>Lift it</ActionButton>
        ) : null}
        <span className="note">{held}</span>
      </div>
      <BalancerField />
    </Panel>
  );
}

function BalancerPanel() {
  const choices = useBench((data) => data.scenario.rights.balancing.length);
  if (choices === 0) return null;
  return (
    <Panel title="Balancer">
      <BalancerField />
    </Panel>
  );
}

/** Which instance gets the next request; a change is a move like the others. */
function BalancerField() {
  const { catalogue } = useSession();
  const data = useMeasuredData();
  const { act } = useCommands();
  const state = useBenchState();
  const current = data.topology?.balancing ?? data.scenario.system.balancing;
  const [draft, setDraft] = useState<string | null>(null);
  const chosen = draft ?? current;
  const allowed = catalogue.balancing.filter(
    (known) => known.id === current || data.scenario.rights.balancing.includes(known.id),
  );
  if (allowed.length < 2) return null;
  const definition = allowed.find((known) => known.id === chosen);
  return (
    <>
      <div className="field balancer">
        <label htmlFor="balancer">Balancer</label>
        <select
          id="balancer"
          className="select"
          value={chosen}
          title={definition?.summary}
          aria-description={definition?.summary}
          onChange={(event) => setDraft(event.target.value)}
        >
          {allowed.map((known) => (
            <option key={known.id} value={known.id}>
              {known.title}
            </option>
          ))}
        </select>
      </div>
      {chosen === current ? null : (
        <div className="button-row">
          <ActionButton
            why={whyNot(state) ?? noMoves(data)}
            onPress={() => act({ type: 'set-balancing', policy: chosen })}
          >
            Balance by {definition?.title.toLowerCase() ?? chosen}
          </ActionButton>
        </div>
      )}
    </>
  );
}
