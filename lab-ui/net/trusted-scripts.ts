/** @module Trusted scripts: the page's security policy lets a worker start only from an address that this policy approves. */

/** The part of the Trusted Types API that is needed; browsers without it ask for no approval. */
interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string | null }): object;
}

/** Where the build puts every script. */
const SCRIPTS = '/assets/';

/**
 * Approves the scripts of this build, for workers, and nothing else: neither scripts of other places nor markup.
 *
 * @param page  the window
 */
export function trustOwnScripts(page: Window & { readonly trustedTypes?: PolicyFactory }): void {
  page.trustedTypes?.createPolicy('default', {
    createScriptURL: (url) => {
      const { origin, pathname } = new URL(url, page.location.href);
      return origin === page.location.origin && pathname.startsWith(SCRIPTS) ? url : null;
    },
  });
}
