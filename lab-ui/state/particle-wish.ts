/** @module Whether anything on the page draws single requests: only then are they sent. */

/** Counts who draws them. */
export class ParticleWish {
  private count = 0;
  private readonly listeners = new Set<() => void>();

  get isWanted(): boolean {
    return this.count > 0;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** @returns how to say that they are not drawn any more */
  want(): () => void {
    this.change(1);
    let isOver = false;
    return () => {
      if (!isOver) this.change(-1);
      isOver = true;
    };
  }

  private change(by: number): void {
    const before = this.isWanted;
    this.count += by;
    if (this.isWanted !== before) for (const listener of this.listeners) listener();
  }
}
