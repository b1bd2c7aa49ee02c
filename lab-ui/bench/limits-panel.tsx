/** @module Limits for one tenant and the choice of the balancer: the moves beside isolation. */
import { useState } from 'react';
import { type Definition, type ParamValues, withDefaults } from '../../sim-engine/model/registry.ts';
import type { Scenario } from '../../sim-engine/model/scenario.ts';
import { noiseItems } from '../../sim-engine/model/timeline.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { Panel } from '../parts/panel.tsx';
import { formatRate } from '../text/format.ts';
import { limitWords } from '../text/limit-words.ts';
import { useBench, useBenchData, useBenchState, useCommands, useSession, whyNot } from './bench-context.tsx';
import { KindParams, KindSelect } from './kind-fields.tsx';
import { noMoves } from './moves.ts';
import { TenantSelect } from './tenant-select.tsx';

interface LimitsPanelProps {
  /** True where room is short: one line that says what holds, and opens. */
  readonly folded: boolean;
}

export function LimitsPanel({ folded }: LimitsPanelProps) {
  const [isOpen, setOpen] = useState(!folded);
  const { catalogue } = useSession();
  const data = useBenchData();
  const { act } = useCommands();
  const state = useBenchState();
  const scenario = data.scenario;
  const bucket = catalogue.limiters[0];
  const kinds = limitersOf(catalogue.limiters, scenario);
  const [tenant, setTenant] = useState(() => noiseItems(scenario)[0]?.tenant ?? scenario.tenants[0]?.id ?? '');
  const [chosen, setChosen] = useState(kinds[0]?.id ?? '');
  const [drafts, setDrafts] = useState<Readonly<Record<string, ParamValues>>>(() => {
    const plan = scenario.plans.find((known) => known.id === scenario.tenants.find((t) => t.id === tenant)?.plan);
    return plan && bucket ? { [bucket.id]: { ratePerSec: plan.limitPerSec, burst: plan.limitBurst } } : {};
  });
  const kind = kinds.find((known) => known.id === chosen);
  if (!kind) return <BalancerPanel />;
  const filled = withDefaults(kind, drafts[kind.id] ?? {});
  const isRate = kind.id === bucket?.id && scenario.rights.limits;
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
      {kinds.length > 1 ? <KindSelect id="limiter-kind" kinds={kinds} kind={kind} onChoose={setChosen} /> : null}
      <KindParams
        kind={kind}
        values={filled}
        onChange={(changed) => setDrafts({ ...drafts, [kind.id]: { ...filled, ...changed } })}
      />
      <div className="button-row">
        <ActionButton
          why={why}
          onPress={() =>
            act(
              isRate
                ? { type: 'set-limit', tenant, limitPerSec: filled.ratePerSec ?? 0, limitBurst: filled.burst ?? 1 }
                : { type: 'set-limiter', tenant, limiter: { id: kind.id, params: filled } },
            )
          }
        >
          {isRate
            ? `Limit ${tenant.slice(0, 1)} to ${formatRate(filled.ratePerSec ?? 0)}`
            : `Limit ${tenant.slice(0, 1)}: ${kind.title}`}
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

/** @returns limiters that may be set: the first, a rate with a burst, where limits may, and those that the exercise names */
function limitersOf(limiters: readonly Definition[], { rights }: Scenario): readonly Definition[] {
  return limiters.filter(({ id }, at) => (at === 0 && rights.limits) || rights.limiters?.includes(id));
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
  const data = useBenchData();
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
