/** @module Clients: how the users of one tenant, or of all, call the system: how long they wait, and what they do then. */

import { useState } from 'react';
import type { LinkTerms } from '../../sim-engine/model/link-terms.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { Panel } from '../parts/panel.tsx';
import { tenantLabel } from '../text/tenant-label.ts';
import { useBenchState, useCommands, useMeasuredData, useSession, whyNot } from './bench-context.tsx';
import { clientAction, clientWords, EVERYBODY, termsInForce } from './client-draft.ts';
import { ClientTermsFields } from './client-terms-fields.tsx';
import { FoldedPanel, useOpened } from './folded-panel.tsx';
import { noMoves } from './moves.ts';
import { TenantSelect } from './tenant-select.tsx';

export function ClientsPanel() {
  const [isOpen, setOpen] = useState(false);
  const around = useOpened(isOpen);
  const { catalogue } = useSession();
  const data = useMeasuredData();
  const { act } = useCommands();
  const state = useBenchState();
  const [tenant, setTenant] = useState(EVERYBODY);
  const [changes, setChanges] = useState<LinkTerms>({});
  if (data.scenario.rights.client !== true) return null;
  const inForce = termsInForce(data, tenant);
  const held = clientWords(inForce, catalogue);
  if (!isOpen) {
    const note = termsWords(clientWords(termsInForce(data, EVERYBODY), catalogue));
    return <FoldedPanel title="Clients" note={note} opens="Open clients" onOpen={() => setOpen(true)} />;
  }
  const whose = tenant === EVERYBODY ? 'every client' : `${tenantLabel(tenant)}’s client`;
  const isUnchanged = Object.keys(changes).length === 0;
  const set = () => {
    act(clientAction(tenant, changes));
    setChanges({});
  };
  return (
    <div className="part" ref={around}>
      <Panel
        className="limits clients"
        title="Clients"
        note={<TenantSelect label="of" value={tenant} everybody="Everybody" onChange={setTenant} />}
      >
        <ClientTermsFields
          terms={{ ...inForce, ...changes }}
          registries={catalogue}
          onChange={(change) => setChanges({ ...changes, ...change })}
        />
        <div className="button-row">
          <ActionButton
            why={whyNot(state) ?? noMoves(data) ?? (isUnchanged ? 'Change a term first' : null)}
            onPress={set}
          >
            Change {whose}
          </ActionButton>
          {isUnchanged ? null : <ActionButton onPress={() => setChanges({})}>Leave it as it is</ActionButton>}
        </div>
        <p className="note">
          {isUnchanged ? `Now: ${termsWords(held)}.` : `Changes: ${clientWords(changes, catalogue)}.`} It holds for
          calls that begin afterwards.
        </p>
      </Panel>
    </div>
  );
}

function termsWords(words: string): string {
  return words === '' ? 'no timeout, no retries' : words;
}
