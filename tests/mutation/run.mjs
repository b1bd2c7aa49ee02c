/** @module Mutates one folder of the engine, asks its tests, and prints the row of tests/README.md. */
import { spawnSync } from 'node:child_process';
import { readFileSync, renameSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDERS = Object.keys(JSON.parse(readFileSync(new URL('./folders.json', import.meta.url), 'utf8')));

/** The folders that a word of the command line means: one, or all of them. */
function chosenFolders(word) {
  if (word === undefined) return FOLDERS;
  const chosen = FOLDERS.filter((folder) => folder === word || folder.endsWith(`/${word}`));
  if (chosen.length > 0) return chosen;
  console.error(`found "${word}", expected one of ${FOLDERS.join(', ')}`);
  process.exit(2);
}

/** Mutants of a folder that has a row of its own are counted there only. */
function sourcesOf(folder) {
  const apart = FOLDERS.filter((other) => other.startsWith(`${folder}/`)).map((other) => `!${other}/**`);
  return [`${folder}/**/*.ts`, ...apart].join(',');
}

/**
 * Keeps the folder's report apart from the next one's.
 *
 * @param narrower  the files that were mutated; none when all were
 * @returns its row of the table
 */
function row(folder, narrower) {
  const kept = `${ROOT}/tests/output/mutation-${folder.replaceAll('/', '-')}.json`;
  renameSync(`${ROOT}/tests/output/mutation.json`, kept);
  const report = JSON.parse(readFileSync(kept, 'utf8'));
  const statuses = Object.values(report.files).flatMap((file) => file.mutants.map((mutant) => mutant.status));
  const count = (status) => statuses.filter((each) => each === status).length;
  const [killed, survived, uncovered, timeout] = ['Killed', 'Survived', 'NoCoverage', 'Timeout'].map(count);
  const mutants = killed + survived + uncovered + timeout;
  const score = ((100 * (killed + timeout)) / mutants).toFixed(1);
  const date = new Date().toISOString().slice(0, 10);
  const what = ['', ...narrower].join(' ');
  return `| \`${folder}\`${what} | ${mutants} | ${killed} | ${survived} | ${uncovered} | ${timeout} | ${score} % | ${date} |`;
}

// npm run mutation -- kernel event-queue.ts: all folders, or one, or only some files of it.
const [word, ...narrower] = process.argv.slice(2);
const rows = [];
for (const folder of chosenFolders(word)) {
  const sources = narrower.length > 0 ? narrower.map((file) => `${folder}/${file}`).join(',') : sourcesOf(folder);
  const { status } = spawnSync('npx', ['stryker', 'run', '--mutate', sources], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, MUTATION_FOLDER: folder },
  });
  if (status !== 0) process.exit(status ?? 1);
  rows.push(row(folder, narrower));
}
console.log(
  '| folder | mutants | killed | survived | not reached | timeout | score | date |\n|---|---|---|---|---|---|---|---|',
);
console.log(rows.join('\n'));
