/** @module Finds a key that stands twice in one object: JSON.parse keeps the last and says nothing. */

/** Every token that matters here; a string is one token, so that brackets inside it do not count. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:]/g;

/**
 * @param text  JSON that JSON.parse takes
 * @returns the first key that stands twice in its object, or undefined
 */
export function duplicateKey(text: string): string | undefined {
  // One entry per open bracket: the keys so far of an object, null for an array.
  const open: (Set<string> | null)[] = [];
  let lastString = '';
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(null);
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':') {
      // Escapes are resolved first: "a" and "\u0061" are one key.
      const key = JSON.parse(lastString) as string;
      const keys = open.at(-1);
      if (keys?.has(key)) return key;
      keys?.add(key);
    } else lastString = token;
  }
  return undefined;
}
