/** @module The finer way to isolate: any model with every parameter and table that it takes, priced and checked before it is switched to. */
import { useState } from 'react';
import { chosen, type Definition, type ParamValues, tableOrDefault } from '../../sim-engine/model/registry.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { IssueList } from '../parts/issue-list.tsx';
import { TableField } from '../parts/table-field.tsx';
import { formatUsdPerHour } from '../text/format.ts';
import { useBenchData, useBenchState, useCommands, whyNot } from './bench-context.tsx';
import { KindParams, KindSelect, usePlaces } from './kind-fields.tsx';
import { noMoves } from './moves.ts';
import { useIsolationPreview } from './use-isolation-preview.ts';

/** @returns the models with something to set, the most detailed first */
export function settableModels<D extends Definition>(models: readonly D[], allowed: readonly string[]): readonly D[] {
  return models
    .filter(({ id, params, table }) => allowed.includes(id) && (params.length > 0 || table !== undefined))
    .reverse();
}

/** @param models  from {@link settableModels}, at least one */
export function PlacementForm({ models }: { readonly models: readonly Definition[] }) {
  const { scenario, ...data } = useBenchData();
  const { act } = useCommands();
  const state = useBenchState();
  const places = usePlaces();
  const [id, setId] = useState(models[0]?.id ?? '');
  /** By model, so that going back to one finds what was set. */
  const [params, setParams] = useState<Readonly<Record<string, ParamValues>>>({});
  const [tables, setTables] = useState<Readonly<Record<string, readonly number[]>>>({});
  const kind = models.find((known) => known.id === id);
  const model = kind ? chosen(kind, params[id], tables[id]) : null;
  const { preview, issues } = useIsolationPreview(scenario.id, model);
  if (!kind || !model) return null;
  const why = whyNot(state) ?? noMoves({ ...data, scenario }) ?? (issues.length > 0 ? 'Not as it is set' : null);
  return (
    <div className="placement" id="placement">
      <KindSelect id="placement-model" label="Model" kinds={models} kind={kind} onChoose={setId} />
      {kind.table === undefined ? null : (
        <TableField
          spec={kind.table}
          places={places}
          table={tableOrDefault(kind, tables[id])}
          onChange={(table) => setTables({ ...tables, [id]: table })}
        />
      )}
      <KindParams kind={kind} values={model.params} onChange={(values) => setParams({ ...params, [id]: values })} />
      <div role="status">{issues.length > 0 ? <IssueList issues={issues} /> : null}</div>
      <div className="button-row">
        <ActionButton why={why} onPress={() => act({ type: 'switch-isolation', model })}>
          Switch to {kind.title.toLowerCase()}
          {preview === null ? '' : `, ${formatUsdPerHour(preview.priceMicroUsdPerHour)}`}
        </ActionButton>
      </div>
    </div>
  );
}
