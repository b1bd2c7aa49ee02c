/** @module A native dialog that opens when it is mounted; Esc and its own button close it. */
import { type ReactNode, useEffect, useId, useRef } from 'react';

interface ModalProps {
  readonly title: string;
  readonly children: ReactNode;
  onClose(): void;
}

export function Modal({ title, children, onClose }: ModalProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (dialog && !dialog.open) dialog.showModal();
  }, []);
  return (
    <dialog ref={ref} className="modal" aria-labelledby={heading} onClose={onClose}>
      <div className="modal-head">
        <h2 id={heading}>{title}</h2>
        <button type="button" className="button plain" onClick={() => ref.current?.close()}>
          Close
        </button>
      </div>
      {children}
    </dialog>
  );
}
