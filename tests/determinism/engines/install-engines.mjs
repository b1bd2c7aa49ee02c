/**
 * @module Makes sure that other JavaScript engines are there for the determinism tests: Node 22 and 24 from npm, SpiderMonkey
 * and JavaScriptCore from Debian. What this machine cannot install is said, and its tests are skipped with the same reason.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const read = (name) => JSON.parse(readFileSync(`${FOLDER}${name}`, 'utf8'));
const run = (command, ...args) => execFileSync(command, args, { cwd: FOLDER, stdio: ['ignore', 2, 2] });
const runs = (command, ...args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

function installNodes() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    console.error(`no other Nodes: npm has them for linux-x64, this is ${process.platform}-${process.arch}`);
    return;
  }
  const { packages } = read('package-lock.json');
  const stands = (name) => {
    const manifest = `node_modules/${name}/package.json`;
    return existsSync(FOLDER + manifest) && read(manifest).version === packages[`node_modules/${name}`].version;
  };
  const names = Object.keys(read('package.json').optionalDependencies);
  if (!names.every(stands)) run('npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund');
  // npm passes over an optional package that it cannot fetch.
  const missing = names.filter((name) => !stands(name));
  if (missing.length > 0) throw new TypeError(`npm did not install ${missing.join(', ')}`);
}

function installShells() {
  const missing = read('debian.json').filter(({ command }) => !runs('which', command));
  if (missing.length === 0) return;
  const commands = missing.map(({ command }) => command).join(' and ');
  if (process.getuid?.() !== 0 || !runs('which', 'apt-get')) {
    console.error(`no ${commands}: installing them takes apt-get and root`);
    return;
  }
  run('apt-get', 'update');
  for (const { command, packages } of missing) {
    const offered = packages.find((name) => runs('apt-cache', 'show', name));
    if (offered === undefined) console.error(`no ${command}: this system offers none of ${packages.join(', ')}`);
    else run('apt-get', 'install', '-y', '--no-install-recommends', offered);
  }
}

installNodes();
installShells();
