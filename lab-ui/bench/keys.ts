/** @module Single keys of the bench: one table from which the handler and the list in the dialog are made. */
import { useEffect, useRef } from 'react';

/** One key and what it does. */
export interface KeyBinding {
  /** `KeyboardEvent.key` values, lower case; the first is shown. */
  readonly keys: readonly string[];
  readonly shown: string;
  readonly does: string;
  run(key: string): void;
}

const KEYS_OFF = 'tenantlab.keys-off';

/** @returns false when the learner switched single keys off (speech input presses them by accident) */
export function singleKeysOn(): boolean {
  return localStorage.getItem(KEYS_OFF) === null;
}

/** @param on  kept in this browser */
export function switchSingleKeys(on: boolean): void {
  if (on) localStorage.removeItem(KEYS_OFF);
  else localStorage.setItem(KEYS_OFF, 'yes');
}

/** @param bindings  looked up at every key press; those in text fields and dialogs are left alone */
export function useKeys(bindings: readonly KeyBinding[]): void {
  const newest = useRef(bindings);
  newest.current = bindings;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (takesKeys(event.target, event.key)) return;
      const key = event.key.toLowerCase();
      if (!singleKeysOn() && key !== 'escape' && key !== '?') return;
      const binding = newest.current.find((known) => known.keys.includes(key));
      if (!binding) return;
      event.preventDefault();
      binding.run(key);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

/** Space and Enter belong to the control in focus; everything belongs to a field that is being typed in. */
function takesKeys(target: EventTarget | null, key: string): boolean {
  // The browser closes an open popover with this very press, unless somebody takes it.
  if (key === 'Escape' && document.querySelector(':popover-open') !== null) return true;
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('dialog[open]')) return true;
  if (target.matches('select, textarea, [contenteditable="true"], input:not([type="range"], [type="radio"])')) {
    return key !== 'Escape';
  }
  if (key !== ' ' && key !== 'Enter') return false;
  // Space on what is chosen already, or on a slider, would do nothing: there it starts and pauses like everywhere else.
  if (
    key === ' ' &&
    target.matches(':is(input[type="radio"]:checked, [role="radio"][aria-checked="true"], input[type="range"])')
  )
    return false;
  return target.matches('button, a[href], summary, input, [role="radio"], [role="tab"], [role="button"]');
}
