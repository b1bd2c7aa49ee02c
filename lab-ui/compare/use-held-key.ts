/** @module A key, or a button, that does something for as long as it is held. */
import { type KeyboardEvent as ReactKeyboardEvent, useEffect, useMemo, useState } from 'react';
import { singleKeysOn } from '../bench/keys.ts';

/** Whether it is held, and what a button needs to do the same. */
export interface HeldKey {
  readonly isHeld: boolean;
  readonly button: {
    onPointerDown(): void;
    onPointerUp(): void;
    onPointerLeave(): void;
    onKeyDown(event: ReactKeyboardEvent): void;
    onKeyUp(): void;
    onBlur(): void;
  };
}

/** @param key  a single letter, lower case; typing in a field does not count */
export function useHeldKey(key: string): HeldKey {
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    const isTyped = (target: EventTarget | null): boolean =>
      target instanceof HTMLElement && target.matches('select, textarea, input:not([type="range"], [type="radio"])');
    const down = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyped(event.target)) return;
      if (event.key.toLowerCase() === key && singleKeysOn() && !document.querySelector('dialog[open]')) setHeld(true);
    };
    const up = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === key) setHeld(false);
    };
    // A key that is let go elsewhere is never heard of.
    const away = () => setHeld(false);
    document.addEventListener('keydown', down);
    document.addEventListener('keyup', up);
    window.addEventListener('blur', away);
    return () => {
      document.removeEventListener('keydown', down);
      document.removeEventListener('keyup', up);
      window.removeEventListener('blur', away);
    };
  }, [key]);
  return useMemo(() => {
    const hold = () => setHeld(true);
    const release = () => setHeld(false);
    return {
      isHeld,
      button: {
        onPointerDown: hold,
        onPointerUp: release,
        onPointerLeave: release,
        onKeyDown: (event) => {
          if (event.key === ' ' || event.key === 'Enter') hold();
        },
        onKeyUp: release,
        onBlur: release,
      },
    };
  }, [isHeld]);
}
