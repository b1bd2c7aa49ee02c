/** @module A switch of isolation with other values than the model's own: how many cells, how big a share, which tiers. */
import { useState } from 'react';
import { type ParamValues, withDefaults } from '../../sim-engine/model/registry.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { useBenchData, useBenchState, useCommands, useSession, whyNot } from './bench-context.tsx';
import { KindParams, KindSelect } from './kind-fields.tsx';
import { noMoves } from './moves.ts';

/** Closed until it is asked for: most switches need no values. */
export function IsolationTerms() {
  const { catalogue } = useSession();
  const data = useBenchData();
  const state = useBenchState();
  const { act } = useCommands();
  const [isOpen, setOpen] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const [drafts, setDrafts] = useState<Readonly<Record<string, ParamValues>>>({});
  const { rights, isolation } = data.scenario;
  const current = data.topology?.isolation ?? isolation.id;
  const kinds = catalogue.isolation.filter(({ id, params }) => params.length > 0 && rights.isolation.includes(id));
  const kind = kinds.find(({ id }) => id === (chosen ?? current)) ?? kinds[0];
  if (!kind) return null;
  const values = withDefaults(kind, drafts[kind.id] ?? {});
  return (
    <>
      <p className="note">
        <button
          type="button"
          className="link-button"
          aria-expanded={isOpen}
          aria-controls="isolation-terms"
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? 'Close the values' : 'Switch with other values'}
        </button>
      </p>
      <div id="isolation-terms" hidden={!isOpen}>
        {isOpen ? (
          <>
            <KindSelect id="isolation-kind" label="Model" kinds={kinds} kind={kind} onChoose={setChosen} />
            <KindParams
              kind={kind}
              values={values}
              onChange={(changed) => setDrafts({ ...drafts, [kind.id]: changed })}
            />
            <div className="button-row">
              <ActionButton
                why={whyNot(state) ?? noMoves(data)}
                onPress={() => act({ type: 'switch-isolation', model: { id: kind.id, params: values } })}
              >
                Switch to {kind.title.toLowerCase()}
              </ActionButton>
            </div>
          </>
        ) : null}
      </div>
    </>
  );
}
