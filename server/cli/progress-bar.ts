/** @module A progress bar on a terminal: one line that is written over, and gone when the work is done. */
import type { Terminal } from './terminal.ts';

const CELLS = 30;

/** Counts work that is done. Writes nothing where diagnostics do not go to a terminal. */
export class ProgressBar {
  private done: number;
  private shown = -1;
  private readonly terminal: Terminal;
  private readonly what: string;
  private readonly total: number;

  /**
   * @param terminal  where to write
   * @param what      for example `graded`
   * @param total     how much there is
   * @param done      how much is done already
   */
  constructor(terminal: Terminal, what: string, total: number, done = 0) {
    this.terminal = terminal;
    this.what = what;
    this.total = total;
    this.done = done;
    this.show();
  }

  step(): void {
    this.done++;
    this.show();
  }

  /** Takes the line away. */
  end(): void {
    if (this.terminal.isInteractive === true) this.terminal.err('\r\u001b[K');
  }

  private show(): void {
    const percent = this.total === 0 ? 100 : Math.floor((100 * this.done) / this.total);
    if (this.terminal.isInteractive !== true || percent === this.shown) return;
    this.shown = percent;
    const full = Math.round((percent / 100) * CELLS);
    const bar = `${'#'.repeat(full)}${'-'.repeat(CELLS - full)}`;
    this.terminal.err(`\r\u001b[K[${bar}] ${this.done} of ${this.total} ${this.what}`);
  }
}
