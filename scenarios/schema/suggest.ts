/** @module "Did you mean": the nearest of the words that would have been right. */

/**
 * Number of single-letter insertions, deletions, substitutions and swaps of neighbours between two words.
 *
 * @source Damerau, A technique for computer detection and correction of spelling errors, CACM 7(3), 1964
 */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1);
      row.push(cost);
    }
    before = last;
    last = row;
  }
  return last[b.length]!;
}

/** Longest word that is compared: the cost is the product of the lengths. */
const WORD_MAX = 40;

/**
 * @param found    what was written
 * @param allowed  what would have been right
 * @returns the nearest allowed word when it is near enough to be what was meant
 */
export function nearest(found: string, allowed: readonly string[]): string | undefined {
  if (found.length > WORD_MAX) return undefined;
  const plain = found.toLowerCase().replaceAll(/[-_ ]/g, '');
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(plain.length / 3)) + 1;
  for (const word of allowed) {
    const distance = editDistance(plain, word.toLowerCase().replaceAll(/[-_ ]/g, ''));
    if (distance < bestDistance) {
      best = word;
      bestDistance = distance;
    }
  }
  if (best !== undefined) return best;
  // `seconds` means `s`: a right word with something behind it.
  const begun = allowed.filter((word) => plain.startsWith(word.toLowerCase()));
  return begun.sort((a, b) => b.length - a.length)[0];
}

/**
 * @param found    what was written
 * @param allowed  what would have been right
 * @returns what to do, as the end of a sentence: `did you mean X?` or the list of what is allowed
 */
export function didYouMean(found: string, allowed: readonly string[]): string {
  const near = nearest(found, allowed);
  const shown = allowed.slice(0, 20).join(', ') + (allowed.length > 20 ? ', ...' : '');
  if (near !== undefined) return `did you mean ${near}?`;
  return allowed.length === 0 ? 'nothing is allowed here: delete it' : `expected one of ${shown}`;
}

/** As {@link didYouMean} ends a message. */
const SUGGESTED = /did you mean ([^:?]+)\?$/;

/**
 * @param message  of an issue
 * @returns the word that it suggests, or undefined
 */
export function suggestionIn(message: string): string | undefined {
  return SUGGESTED.exec(message)?.[1];
}
