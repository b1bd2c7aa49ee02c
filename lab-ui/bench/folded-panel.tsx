/** @module A part of the inspector as one line: what holds now, and a button that opens it. */
import { type RefObject, useEffect, useRef } from 'react';
import { Panel } from '../parts/panel.tsx';

interface FoldedPanelProps {
  readonly title: string;
  /** What holds now. */
  readonly note: string;
  /** Words of the button. */
  readonly opens: string;
  onOpen(): void;
}

export function FoldedPanel({ title, note, opens, onOpen }: FoldedPanelProps) {
  return (
    <Panel
      title={title}
      note={
        <>
          {note}{' '}
          <button type="button" className="link-button" aria-expanded={false} onClick={onOpen}>
            {opens}
          </button>
        </>
      }
    >
      {null}
    </Panel>
  );
}

/**
 * Whoever opened a part goes on in it: the button that was pressed is gone.
 *
 * @param isOpen  whether the part is open now
 * @returns for the element around the open part; its first control takes the focus when it is opened by hand
 */
export function useOpened(isOpen: boolean): RefObject<HTMLDivElement | null> {
  const around = useRef<HTMLDivElement>(null);
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    if (isOpen && !wasOpen.current) around.current?.querySelector<HTMLElement>('select, input, button')?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  return around;
}
