/** @module Finds any command by a few letters: a field over a list, arrows choose, Enter does it, Esc leaves. */
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { KeyCap } from './key-cap.tsx';

/** Something that can be done on the page. */
export interface Command {
  /** A verb with its object. */
  readonly label: string;
  /** Single key that does the same, as it is shown. */
  readonly shortcut?: string;
  /** Why it cannot be done now, or null. */
  readonly why?: string | null;
  run(): void;
}

interface CommandPaletteProps {
  readonly commands: readonly Command[];
  onClose(): void;
}

/** @returns commands whose label has every word that was typed, those that begin with it first */
export function matchingCommands(commands: readonly Command[], typed: string): readonly Command[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const found = commands.filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)));
  const begins = ({ label }: Command) => (words[0] !== undefined && label.toLowerCase().startsWith(words[0]) ? 0 : 1);
  return [...found].sort((a, b) => begins(a) - begins(b));
}

export function CommandPalette({ commands, onClose }: CommandPaletteProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const found = useMemo(() => matchingCommands(commands, typed), [commands, typed]);
  const at = Math.min(chosen, found.length - 1);
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, []);
  useEffect(() => {
    list.current?.querySelector(`[id="${id}-${at}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [id, at]);
  const run = (command: Command | undefined) => {
    if (command === undefined || (command.why ?? null) !== null) return;
    dialog.current?.close();
    command.run();
  };
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.length > 0) setChosen((at + step + found.length) % found.length);
    else if (event.key === 'Enter') run(found[at]);
    else return;
    event.preventDefault();
  };
  return (
    <dialog ref={dialog} className="modal palette" aria-label="Find a command" onClose={onClose}>
      <label className="palette-field">
        <span className="hidden-words">Command</span>
        <input
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={found.length > 0 ? `${id}-${at}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setChosen(0);
          }}
          onKeyDown={onKey}
        />
      </label>
      <div className="palette-list" role="listbox" aria-label="Commands" id={`${id}-list`} ref={list} tabIndex={-1}>
        {found.map((command, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above takes the keys, as in every combobox
          <div
            key={command.label}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            className="palette-option"
            aria-selected={index === at}
            aria-disabled={(command.why ?? null) !== null || undefined}
            onClick={() => run(command)}
          >
            <span>{command.label}</span>
            {command.why ? <span className="note">{command.why}</span> : null}
            {command.shortcut ? <KeyCap>{command.shortcut}</KeyCap> : null}
          </div>
        ))}
      </div>
      <p className="note palette-note" role="status">
        {found.length === 0
          ? `No command has “${typed}” in its name.`
          : `${found.length} of ${commands.length} commands`}
      </p>
    </dialog>
  );
}
