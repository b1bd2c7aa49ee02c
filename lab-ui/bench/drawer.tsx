/** @module A drawer over the right side that keeps focus until Esc: the inspector on the smaller bench, or an explanation. */
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';

interface DrawerProps {
  readonly children: ReactNode;
  /** What stands in it. */
  readonly label?: string;
  readonly id?: string;
  onClose(): void;
}

const FOCUSABLE = 'a[href], button, input, select, textarea, [tabindex="0"]';

export function Drawer({ children, label = 'Controls', id = 'drawer', onClose }: DrawerProps) {
  const ref = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    ref.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      onClose();
      return;
    }
    if (event.key !== 'Tab' || !ref.current) return;
    const stops = [...ref.current.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
      (stop) => stop.offsetParent !== null,
    );
    const first = stops[0];
    const last = stops.at(-1);
    const edge = event.shiftKey ? first : last;
    if (document.activeElement !== edge && document.activeElement !== ref.current) return;
    if (document.activeElement === ref.current && !event.shiftKey) return;
    event.preventDefault();
    (event.shiftKey ? last : first)?.focus();
  };
  return (
    <aside className="drawer" aria-label={label} tabIndex={-1} ref={ref} onKeyDown={onKeyDown} id={id}>
      {children}
    </aside>
  );
}
