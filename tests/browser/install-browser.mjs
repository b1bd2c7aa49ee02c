/** @module Makes sure that a Chromium is there for the browser tests; installs Debian's when none is. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

const given = process.env.TENANTLAB_CHROMIUM;
const found = given ?? PLACES.find((place) => existsSync(place));
if (found !== undefined) {
  console.error(`browser tests use ${found}`);
} else {
  console.error('no Chromium found: installing the package "chromium" (set TENANTLAB_CHROMIUM to use another)');
  execFileSync('apt-get', ['update'], { stdio: 'inherit' });
  execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation'], {
    stdio: 'inherit',
  });
}
