/** @module What the viewer looks at, outside React: the tenant in focus and the shared cursor. */
import type { Focus } from '../charts/chart.ts';

/** One cursor and one chosen tenant for the whole page. */
export class FocusStore {
  private held: Focus = { tenant: 0, cursorUs: null, brush: null, brushIn: '' };
  private readonly listeners = new Set<() => void>();

  readonly get = (): Focus => this.held;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** @param change  what is different now */
  set(change: Partial<Focus>): void {
    const next = { ...this.held, ...change };
    const { held } = this;
    const same = (Object.keys(next) as (keyof Focus)[]).every((name) => next[name] === held[name]);
    if (same) return;
    this.held = next;
    for (const listener of this.listeners) listener();
  }
}
