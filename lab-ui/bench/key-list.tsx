/** @module The list of keys, and the switch that turns single keys off. */
import { useState } from 'react';
import { Modal } from '../parts/modal.tsx';
import { type KeyBinding, singleKeysOn, switchSingleKeys } from './keys.ts';

interface KeyListProps {
  readonly bindings: readonly KeyBinding[];
  onClose(): void;
}

export function KeyList({ bindings, onClose }: KeyListProps) {
  const [on, setOn] = useState(singleKeysOn);
  return (
    <Modal title="Keys" onClose={onClose}>
      <dl className="key-list">
        {bindings.map((binding) => (
          <div key={binding.shown}>
            <dt>
              <kbd className="key">{binding.shown}</kbd>
            </dt>
            <dd>{binding.does}</dd>
          </div>
        ))}
      </dl>
      <label className="check">
        <input
          type="checkbox"
          checked={on}
          onChange={(event) => {
            switchSingleKeys(event.target.checked);
            setOn(event.target.checked);
          }}
        />
        Single keys work
      </label>
    </Modal>
  );
}
