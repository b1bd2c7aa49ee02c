/** @module Limits for one tenant, of any kind that the exercise allows, and the choice of the balancer. */

import { useState } from 'react';
import { type ParamValues, withDefaults } from '../../sim-engine/model/registry.ts';
import { noiseItems } from '../../sim-engine/model/timeline.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { Panel } from '../parts/panel.tsx';
import { formatRate } from '../text/format.ts';
import { limitWords } from '../text/limit-words.ts';
import { tenantLabel } from '../text/tenant-label.ts';
import { BalancerField, BalancerPanel } from './balancer-field.tsx';
import { useBenchState, useCommands, useMeasuredData, useSession, whyNot } from './bench-context.tsx';
import { FoldedPanel, useOpened } from './folded-panel.tsx';
import { KindParams, KindSelect } from './kind-fields.tsx';
import { allowedLimiters, limitAction, soldLimit } from './limit-draft.ts';
import { noMoves } from './moves.ts';
import { TenantSelect } from './tenant-select.tsx';

interface LimitsPanelProps {
  /** True where room is short: one line that says what holds, and opens. */
  readonly folded: boolean;
}

export function LimitsPanel({ folded }: LimitsPanelProps) {
  const [isOpen, setOpen] = useState(!folded);
  const around = useOpened(isOpen);
  const { catalogue } = useSession();
  const data = useMeasuredData();
  const { act } = useCommands();
  const state = useBenchState();
  const scenario = data.scenario;
  const kinds = allowedLimiters(catalogue.limiters, scenario.rights);
  const [tenant, setTenant] = useState(() => noiseItems(scenario)[0]?.tenant ?? scenario.tenants[0]?.id ?? '');
  const [chosen, setChosen] = useState(kinds[0]?.id);
  /** Values by kind, so that going back to a kind finds them again. */
  const [drafts, setDrafts] = useState<Readonly<Record<string, ParamValues>>>(() => ({
    [catalogue.limiters[0]?.id ?? '']: soldLimit(scenario, tenant),
  }));
  const kind = kinds.find(({ id }) => id === chosen);
  if (!kind) return <BalancerPanel />;
  const values = withDefaults(kind, drafts[kind.id] ?? {});
  const index = scenario.tenants.findIndex((known) => known.id === tenant);
  const holds = data.topology?.limits[index] ?? null;
  const why = whyNot(state) ?? noMoves(data);
  const held = holds ? `${limitWords(catalogue, holds)} now` : 'no limit now';
  const letter = tenantLabel(tenant);
  if (!isOpen) {
    return <FoldedPanel title={`Limits for ${letter}`} note={held} opens="Open limits" onOpen={() => setOpen(true)} />;
  }
  const isBucket = kind.id === catalogue.limiters[0]?.id;
  return (
    <div className="part" ref={around}>
      <Panel className="limits" title="Limits" note={<TenantSelect label="for" value={tenant} onChange={setTenant} />}>
        {kinds.length > 1 ? <KindSelect id="limit-kind" kinds={kinds} kind={kind} onChoose={setChosen} /> : null}
        <KindParams kind={kind} values={values} onChange={(changed) => setDrafts({ ...drafts, [kind.id]: changed })} />
        <div className="button-row">
          <ActionButton
            why={why}
            onPress={() => act(limitAction(tenant, kind, values, isBucket && scenario.rights.limits))}
          >
            {isBucket ? `Limit ${letter} to ${formatRate(values.ratePerSec ?? 0)}` : `Limit ${letter} by ${kind.title}`}
          </ActionButton>
          {holds && why === null ? (
            <ActionButton onPress={() => act({ type: 'clear-limit', tenant })}>Lift it</ActionButton>
          ) : null}
          <span className="note">{held}</span>
        </div>
        <BalancerField />
      </Panel>
    </div>
  );
}
