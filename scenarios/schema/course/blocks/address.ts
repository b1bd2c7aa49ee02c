/** @module Which addresses a lesson may lead to. */

/** @returns true for a web address over TLS without anything that a reader could be deceived with */
export function isAddress(href: string): boolean {
  return /^https:\/\/[a-z0-9.-]+(?:\/[\w\-./~%+=&?#,:;]*)?$/i.test(href);
}

/** @returns true for an address of the lab itself */
export function isOwnPlace(href: string): boolean {
  return /^\/(?:course\/[a-z0-9-]+(?:\/[a-z0-9-]+)?|truth|verify)?$/.test(href);
}
