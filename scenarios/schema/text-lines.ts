/** @module Lines of a text: turns an offset into a line and a column. */

const NEW_LINE = 10;

/** Where the lines of a text begin. */
export class TextLines {
  private readonly starts: number[] = [0];

  /** @param text  the whole file */
  constructor(text: string) {
    for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) this.starts.push(i + 1);
  }

  /** How many lines there are; an empty text has one. */
  get count(): number {
    return this.starts.length;
  }

  /**
   * @param offset  UTF-16 code units from the beginning of the text
   * @returns line and column, both from 1; O(log lines)
   */
  at(offset: number): { line: number; column: number } {
    let low = 0;
    let high = this.starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - this.starts[low]! + 1 };
  }
}

/**
 * @param text  a text
 * @param max   stop counting beyond so many
 * @returns number of line breaks, at most `max + 1`
 */
export function countLines(text: string, max: number): number {
  let count = 1;
  for (let i = 0; i < text.length && count <= max; i++) if (text.charCodeAt(i) === NEW_LINE) count++;
  return count;
}
