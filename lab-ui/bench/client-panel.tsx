/** @module Clients: how long users wait, how often they try again, and when they ask twice; controls printed from registries. */
import { useId, useState } from 'react';
import { type Choice, type Definition, withDefaults } from '../../sim-engine/model/registry.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { Panel } from '../parts/panel.tsx';
import { ParamField } from '../parts/param-field.tsx';
import { useBenchData, useBenchState, useCommands, useSession, whyNot } from './bench-context.tsx';
import { CLIENT_SPECS, type ClientDraft, changedTerms, clientInForce, clientWords, EVERYBODY } from './client-draft.ts';
import { KindParams, KindSelect } from './kind-fields.tsx';
import { noMoves } from './moves.ts';

/** One line that says what holds, until it is opened; absent where clients may not be changed. */
export function ClientPanel() {
  const { catalogue } = useSession();
  const data = useBenchData();
  const state = useBenchState();
  const { act } = useCommands();
  const ids = useId();
  const [isOpen, setOpen] = useState(false);
  const [tenant, setTenant] = useState(EVERYBODY);
  const [changes, setChanges] = useState<Partial<ClientDraft>>({});
  if (data.scenario.rights.client !== true) return null;
  const held = clientInForce(data, tenant);
  const draft = { ...held, ...changes };
  const terms = changedTerms(held, draft);
  const isChanged = Object.keys(terms).length > 0;
  const change = (changed: Partial<ClientDraft>) => setChanges({ ...changes, ...changed });
  const toggle = (
    <button type="button" className="link-button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
      {isOpen ? 'Close clients' : 'Open clients'}
    </button>
  );
  const note = (
    <>
      {clientWords(held)} {toggle}
    </>
  );
  if (!isOpen)
    return (
      <Panel title="Clients" note={note}>
        {null}
      </Panel>
    );
  return (
    <Panel title="Clients" note={note}>
      <div className="field">
        <label htmlFor={`${ids}-of`}>Of</label>
        <select
          id={`${ids}-of`}
          className="select"
          value={tenant}
          onChange={(event) => {
            setTenant(event.target.value);
            setChanges({});
          }}
        >
          <option value={EVERYBODY}>Everybody</option>
          {data.scenario.tenants.map(({ id, name }) => (
            <option key={id} value={id}>
              {id === name ? name : `${id} ${name}`}
            </option>
          ))}
        </select>
      </div>
      <ParamField
        spec={CLIENT_SPECS.timeoutMs}
        value={draft.timeoutMs}
        onChange={(timeoutMs) => change({ timeoutMs })}
      />
      <ParamField spec={CLIENT_SPECS.retries} value={draft.retries} onChange={(retries) => change({ retries })} />
      <ChoiceFields
        id={`${ids}-backoff`}
        label="Backoff"
        kinds={catalogue.backoffs}
        choice={draft.backoff}
        onChange={(backoff) => change({ backoff })}
      />
      <ChoiceFields
        id={`${ids}-budget`}
        label="Budget"
        kinds={catalogue.retryBudgets}
        choice={draft.budget}
        onChange={(budget) => change({ budget })}
      />
      <ChoiceFields
        id={`${ids}-breaker`}
        label="Breaker"
        kinds={catalogue.breakers}
        choice={draft.breaker}
        onChange={(breaker) => change({ breaker })}
      />
      <ParamField
        spec={CLIENT_SPECS.hedgeAfterMs}
        value={draft.hedgeAfterMs}
        onChange={(hedgeAfterMs) => change({ hedgeAfterMs })}
      />
      <div className="field">
        <label htmlFor={`${ids}-cancels`}>Stops</label>
        <select
          id={`${ids}-cancels`}
          className="select"
          title="Whether an attempt that is given up is stopped, or works on for nobody."
          value={draft.cancels ? 'yes' : 'no'}
          onChange={(event) => change({ cancels: event.target.value === 'yes' })}
        >
          <option value="no">Attempts given up work on</option>
          <option value="yes">Attempts given up are stopped</option>
        </select>
      </div>
      <div className="button-row">
        <ActionButton
          why={whyNot(state) ?? noMoves(data) ?? (isChanged ? null : 'Not now: nothing is changed')}
          onPress={() => {
            act({ type: 'set-client', ...(tenant === EVERYBODY ? {} : { tenant }), client: terms });
            setChanges({});
          }}
        >
          Change {tenant === EVERYBODY ? 'all clients' : `the clients of ${tenant.slice(0, 1)}`}
        </ActionButton>
      </div>
    </Panel>
  );
}

interface ChoiceFieldsProps {
  readonly id: string;
  readonly label: string;
  readonly kinds: readonly Definition[];
  readonly choice: Choice;
  onChange(choice: Choice): void;
}

/** Where nothing was chosen the registry's first entry stands, which is what is done then. */
function ChoiceFields({ id, label, kinds, choice, onChange }: ChoiceFieldsProps) {
  const kind = kinds.find((known) => known.id === choice.id) ?? kinds[0];
  if (!kind) return null;
  const values = withDefaults(kind, choice.params);
  const choose = (chosen: string) => {
    const definition = kinds.find((known) => known.id === chosen);
    if (definition) onChange({ id: chosen, params: withDefaults(definition, {}) });
  };
  return (
    <>
      <KindSelect id={id} label={label} kinds={kinds} kind={kind} onChoose={choose} />
      <KindParams kind={kind} values={values} onChange={(params) => onChange({ id: kind.id, params })} />
    </>
  );
}
