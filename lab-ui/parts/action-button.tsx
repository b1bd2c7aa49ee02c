/** @module A button that, when it cannot be used, says why in place of its label. */
import type { ReactNode } from 'react';
import { KeyCap } from './key-cap.tsx';

interface ActionButtonProps {
  /** `primary` is filled; at most one of a kind on a page. */
  readonly kind?: 'primary' | 'outline' | 'plain';
  /** Why it cannot be used now, or null. */
  readonly why?: string | null;
  /** Single key that does the same. */
  readonly shortcut?: string;
  readonly className?: string;
  readonly children: ReactNode;
  onPress(): void;
}

export function ActionButton({
  kind = 'outline',
  why = null,
  shortcut,
  className = '',
  children,
  onPress,
}: ActionButtonProps) {
  const isOff = why !== null;
  return (
    <button
      type="button"
      className={`button ${isOff ? 'off' : kind} ${className}`}
      aria-disabled={isOff || undefined}
      aria-keyshortcuts={shortcut}
      onClick={() => {
        if (!isOff) onPress();
      }}
    >
      <span className="button-label">{isOff ? why : children}</span>
      {shortcut && !isOff ? <KeyCap>{shortcut}</KeyCap> : null}
    </button>
  );
}
