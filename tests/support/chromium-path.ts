/** @module Where the Chromium of the browser tests is. */
import { existsSync } from 'node:fs';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/** @returns path of an executable; `TENANTLAB_CHROMIUM` goes first */
export function chromiumPath(): string {
  const found = process.env.TENANTLAB_CHROMIUM ?? PLACES.find((place) => existsSync(place));
  if (found === undefined) {
    throw new TypeError('no Chromium found: run node tests/browser/install-browser.mjs, or set TENANTLAB_CHROMIUM');
  }
  return found;
}
