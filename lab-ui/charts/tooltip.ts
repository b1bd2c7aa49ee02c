/** @module Tooltip: 224 wide, no arrow, never under the pointer; the same for pointer and keyboard. */

/** What a tooltip says. */
export interface Tip {
  readonly title: string;
  /** Top right: the moment. */
  readonly at: string;
  /** Label left, value right. */
  readonly lines: readonly (readonly [string, string])[];
}

/** A tooltip of one chart. */
export interface Tooltip {
  /**
   * @param tip  null hides it
   * @param x    the cursor's place in the host, px; the tooltip stands beside it
   */
  show(tip: Tip | null, x: number): void;
  destroy(): void;
}

const WIDTH = 224;
const GAP = 14;

/** @param host  the chart's host */
export function tooltip(host: HTMLElement): Tooltip {
  const page = host.ownerDocument;
  const box = page.createElement('div');
  box.setAttribute('role', 'status');
  Object.assign(box.style, {
    position: 'absolute',
    bottom: '24px',
    width: `${WIDTH}px`,
    boxSizing: 'border-box',
    padding: '8px 10px',
    display: 'none',
    border: '1px solid var(--edge)',
    borderRadius: '4px',
    background: 'var(--bg)',
    color: 'var(--text2)',
    boxShadow: 'var(--shadow)',
    fontSize: '0.75rem',
    lineHeight: '16px',
    zIndex: '20',
    pointerEvents: 'none',
  });
  host.append(box);
  let written = '';
  const line = (label: string, value: string, head: boolean): HTMLElement => {
    const row = page.createElement('div');
    Object.assign(row.style, { display: 'flex', justifyContent: 'space-between', gap: '8px' });
    const left = page.createElement(head ? 'strong' : 'span');
    const right = page.createElement(head ? 'span' : 'strong');
    left.textContent = label;
    right.textContent = value;
    right.style.whiteSpace = 'nowrap';
    row.append(left, right);
    return row;
  };
  return {
    show: (tip, x) => {
      const words = tip ? JSON.stringify(tip) : '';
      if (words !== written) {
        box.replaceChildren(
          ...(tip ? [line(tip.title, tip.at, true), ...tip.lines.map(([l, v]) => line(l, v, false))] : []),
        );
        box.style.display = tip ? 'block' : 'none';
        written = words;
      }
      if (!tip) return;
      // Beside the cursor; on the other side where the page ends.
      const pageLeft = host.getBoundingClientRect().left;
      const fits = pageLeft + x + GAP + WIDTH < page.documentElement.clientWidth;
      box.style.left = `${Math.round(fits ? x + GAP : Math.max(-pageLeft, x - GAP - WIDTH))}px`;
    },
    destroy: () => box.remove(),
  };
}
