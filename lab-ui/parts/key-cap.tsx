/** @module A key in a box after a label; said by `aria-keyshortcuts` on the control, so hidden from readers here. */

export function KeyCap({ children }: { children: string }) {
  return (
    <span className="key" aria-hidden="true">
      {children}
    </span>
  );
}
