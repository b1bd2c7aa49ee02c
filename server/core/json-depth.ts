/** @module How deep a JSON value goes, measured without recursion: 6,000 brackets stop `JSON.stringify`, not this. */

/**
 * @param value     anything JSON.parse made
 * @param depthMax  levels allowed, >= 1
 * @returns whether it stays within
 */
export function isWithinDepth(value: unknown, depthMax: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    const next: unknown[] = [];
    for (const item of level) {
      if (typeof item !== 'object' || item === null) continue;
      if (depth >= depthMax) return false;
      for (const child of Object.values(item)) next.push(child);
    }
    level = next;
  }
  return true;
}
