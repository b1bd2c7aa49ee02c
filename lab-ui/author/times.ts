/** @module How long ago, in the words of a line beside something else. */

/**
 * @param iso    ISO 8601
 * @param nowMs  the page's clock, milliseconds since 1970
 */
export function savedAgo(iso: string, nowMs: number): string {
  const seconds = Math.max(0, Math.round((nowMs - Date.parse(iso)) / 1000));
  if (seconds < 5) return 'just now';
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  return `on ${iso.slice(0, 10)}`;
}

/** @returns the first and last digits of a hash, as everywhere where there is no room for all */
export function shortHash(sha256: string): string {
  return `${sha256.slice(0, 4)}…${sha256.slice(-4)}`;
}
