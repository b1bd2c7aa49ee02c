/**
 * @module Makes sure that the browsers of the tests are there: Chromium, without which they cannot run, and Firefox for the core
 * journeys. Debian's packages are installed where they are missing; a machine that cannot install Firefox is told so, and those
 * journeys are skipped with the same reason.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const BROWSERS = [
  {
    title: 'Chromium',
    given: process.env.TENANTLAB_CHROMIUM,
    variable: 'TENANTLAB_CHROMIUM',
    places: [
      '/usr/bin/chromium',
      '/usr/bin/chromium-browser',
      '/usr/bin/google-chrome',
      '/usr/bin/google-chrome-stable',
    ],
    packages: ['chromium', 'fonts-liberation'],
    isNeeded: true,
  },
  {
    title: 'Firefox',
    given: process.env.TENANTLAB_FIREFOX,
    variable: 'TENANTLAB_FIREFOX',
    places: ['/usr/bin/firefox-esr', '/usr/bin/firefox'],
    packages: ['firefox-esr'],
    isNeeded: false,
  },
];

const runs = (command, ...args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;
const missing = BROWSERS.filter(({ title, given, places }) => {
  const found = given ?? places.find((place) => existsSync(place));
  if (found !== undefined) console.error(`browser tests use ${found}`);
  else console.error(`no ${title} found`);
  return found === undefined;
});

if (missing.length > 0 && (process.getuid?.() !== 0 || !runs('which', 'apt-get'))) {
  for (const { title, variable } of missing) {
    console.error(`installing ${title} takes apt-get and root; name one with ${variable} instead`);
  }
  process.exitCode = missing.some(({ isNeeded }) => isNeeded) ? 1 : 0;
} else if (missing.length > 0) {
  execFileSync('apt-get', ['update'], { stdio: 'inherit' });
  for (const { title, packages, variable, isNeeded } of missing) {
    if (!isNeeded && !packages.every((name) => runs('apt-cache', 'show', name))) {
      console.error(`this system offers no ${packages.join(' and ')}: no ${title} (${variable} names one)`);
      continue;
    }
    console.error(`installing ${packages.join(' and ')} (set ${variable} to use another)`);
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { stdio: 'inherit' });
  }
}
