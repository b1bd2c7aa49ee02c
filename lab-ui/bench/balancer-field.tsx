/** @module Which instance gets the next request; a change is a move like the others. */
import { useState } from 'react';
import { ActionButton } from '../parts/action-button.tsx';
import { Panel } from '../parts/panel.tsx';
import { useBench, useBenchState, useCommands, useMeasuredData, useSession, whyNot } from './bench-context.tsx';
import { KindSelect } from './kind-fields.tsx';
import { noMoves } from './moves.ts';

/** The field in a panel of its own, where there are no limits to stand beside. */
export function BalancerPanel() {
  const choices = useBench((data) => data.scenario.rights.balancing.length);
  if (choices === 0) return null;
  return (
    <Panel title="Balancer">
      <BalancerField />
    </Panel>
  );
}

export function BalancerField() {
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
  const definition = allowed.find((known) => known.id === chosen);
  if (allowed.length < 2 || !definition) return null;
  return (
    <>
      <KindSelect id="balancer" label="Balancer" kinds={allowed} kind={definition} onChoose={setDraft} />
      {chosen === current ? null : (
        <div className="button-row">
          <ActionButton
            why={whyNot(state) ?? noMoves(data)}
            onPress={() => act({ type: 'set-balancing', policy: chosen })}
          >
            Balance by {definition.title.toLowerCase()}
          </ActionButton>
        </div>
      )}
    </>
  );
}
