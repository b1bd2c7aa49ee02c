/** @module Where the Firefox of the browser tests is. */
import { existsSync } from 'node:fs';

const PLACES = ['/usr/bin/firefox-esr', '/usr/bin/firefox'];

/** Why it may be missing. */
export const NO_FIREFOX =
  'no Firefox here: tests/browser/install-browser.mjs installs it with apt-get, as root; TENANTLAB_FIREFOX names another';

/** @returns path of an executable, `TENANTLAB_FIREFOX` goes first; null when there is none */
export function firefoxPath(): string | null {
  return process.env.TENANTLAB_FIREFOX ?? PLACES.find((place) => existsSync(place)) ?? null;
}
