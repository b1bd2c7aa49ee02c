/**
 * @module Makes sure that other people's schemas and validators of grade formats are there: two JUnit schemas and a validator of XML
 * Schema, and a validator of xAPI statements. Where npm cannot bring them, it says why and their tests are skipped with that reason.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const read = (name) => JSON.parse(readFileSync(`${FOLDER}${name}`, 'utf8'));
const wanted = Object.entries(read('package.json').optionalDependencies);
const stands = ([name, version]) => {
  const manifest = `node_modules/${name}/package.json`;
  return existsSync(FOLDER + manifest) && read(manifest).version === version;
};

if (!wanted.every(stands)) {
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--legacy-peer-deps'];
  execFileSync('npm', args, { cwd: FOLDER, stdio: ['ignore', 2, 2] });
}
// npm passes over an optional package that it cannot fetch.
const missing = wanted.filter((each) => !stands(each)).map(([name]) => name);
if (missing.length > 0) console.error(`no ${missing.join(', ')}: npm did not install them`);
