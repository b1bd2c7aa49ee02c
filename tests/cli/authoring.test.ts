/**
 * @module The author's commands: a person is shown the place and a program the lines alone; a new scenario comes with what makes an
 * editor complete it; a migration keeps comments and layout; a folder is served while it is written.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { migrateText } from '../../scenarios/migrations/migrate-text.ts';
import type { Migration } from '../../scenarios/migrations/migration.ts';
import { executeCommand } from '../../server/cli/execute-command.ts';
import { temporaryFolder, tenantlab } from './support.ts';

const MAIN = fileURLToPath(new URL('../../dist/server/cli/main.js', import.meta.url));

it('validate shows a person the place, and prints a program one line an issue', async () => {
  const folder = temporaryFolder();
  tenantlab(['new', 'scenario', 'busy-monday', '--dir', folder]);
  const file = join(folder, 'busy-monday.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('isolation: shared', 'isolation: sharde'));
  const outputs = await Promise.all(
    [true, false].map(async (isReading) => {
      let out = '';
      const terminal = {
        out: (text: string) => {
          out += text;
        },
        err: () => undefined,
        isReading,
      };
      expect(await executeCommand(['validate', file], terminal)).toBe(1);
      return out;
    }),
  );
  const [shown = '', plain = ''] = outputs;
  expect(plain).toMatch(/^\S+busy-monday\.yaml:\d+:12: error unknown-isolation: [^\n]*did you mean shared\?\n$/);
  expect(shown.startsWith(plain)).toBe(true);
  expect(shown).toMatch(/> \d+ \| isolation: sharde\n +\| +\^{6}\n/);
  const { files } = JSON.parse(tenantlab(['validate', file, '--json']).out) as {
    files: { issues: { frame: string[] }[] }[];
  };
  expect(shown).toContain(files[0]!.issues[0]!.frame.join('\n'));
});

it('new writes the schema and the settings of an editor beside the scenario, and never over anybody’s own', () => {
  const folder = temporaryFolder();
  tenantlab(['new', 'scenario', 'first', '--dir', join(folder, 'mine')]);
  const at = (path: string): string => join(folder, 'mine', path);
  expect(readFileSync(at('first.yaml'), 'utf8').split('\n')[0]).toBe(
    '# yaml-language-server: $schema=./scenario.schema.json',
  );
  expect(JSON.parse(readFileSync(at('scenario.schema.json'), 'utf8'))).toEqual(
    JSON.parse(tenantlab(['schema', 'scenario']).out),
  );
  const settings = JSON.parse(readFileSync(at('.vscode/settings.json'), 'utf8')) as Record<string, unknown>;
  expect(settings['yaml.schemas']).toEqual({ './scenario.schema.json': ['*.yaml'] });
  writeFileSync(at('.vscode/settings.json'), '{}');
  tenantlab(['new', 'scenario', 'second', '--dir', at('')]);
  expect(readFileSync(at('.vscode/settings.json'), 'utf8')).toBe('{}');
  tenantlab(['new', 'scenario', 'alone', '--dir', join(folder, 'bare'), '--no-editor']);
  expect(existsSync(join(folder, 'bare', '.vscode'))).toBe(false);
});

it('migrate leaves what is current to the byte, and says what it cannot read', () => {
  const folder = temporaryFolder();
  tenantlab(['new', 'scenario', 'first', '--dir', folder]);
  const file = join(folder, 'first.yaml');
  const before = readFileSync(file, 'utf8');
  const ended = tenantlab(['migrate', file]);
  expect(`${ended.code} ${ended.out}`).toBe(`0 ${file}: format 1 is the newest, nothing to do\n`);
  expect(readFileSync(file, 'utf8')).toBe(before);
  writeFileSync(file, `format: 7\n${before}`);
  expect(tenantlab(['migrate', file])).toMatchObject({ code: 1, out: expect.stringContaining('found the format 7') });
  expect(tenantlab(['validate', file]).out).toMatch(/first\.yaml:1:9: error newer-format: /);
  writeFileSync(file, 'a: [');
  expect(tenantlab(['migrate', file])).toMatchObject({ code: 1, out: expect.stringContaining('error yaml-syntax') });
});

it('a migration changes what it means to and keeps comments, blank lines and the form of everything else', () => {
  const rename: Migration = {
    summary: 'moves is changes',
    apply: (document) => {
      const rights = document.get('rights', true) as { items: { key: { value: string } }[] };
      for (const { key } of rights.items) if (key.value === 'moves') key.value = 'changes';
    },
  };
  const text =
    '# my lab\nid: lab # short\n\nrights: { isolation: all, moves: 3 } # few\nlist:\n  - { a: 1 }\n\n  # here\n  - b: "x"\n';
  const migrated = migrateText(text, [rename]);
  expect(migrated).toMatchObject({ kind: 'migrated', from: 1, to: 2, steps: ['moves is changes'] });
  if (migrated.kind !== 'migrated') return;
  expect(migrated.text).toBe(`${text.replace('moves', 'changes')}format: 2\n`);
  expect(migrateText(migrated.text, [rename])).toEqual({ kind: 'current', format: 2 });
});

it('preview serves a folder while it is written, and tells of every save', async () => {
  const folder = temporaryFolder();
  tenantlab(['new', 'scenario', 'first', '--dir', folder]);
  const file = join(folder, 'first.yaml');
  const child = spawn(process.execPath, [MAIN, 'preview', folder, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TENANTLAB_LOG: 'silent' },
  });
  try {
    const lines = createInterface({ input: child.stderr })[Symbol.asyncIterator]();
    const until = async (words: RegExp): Promise<void> => {
      for (;;) {
        const { value, done } = await lines.next();
        if (done === true) throw new TypeError(`the preview ended before it said ${words}`);
        if (words.test(value)) return;
      }
    };
    await until(/^first\.yaml: valid, first$/);
    writeFileSync(file, readFileSync(file, 'utf8').replace('passPoints: 80', 'passPionts: 80'));
    await until(/^first\.yaml:\d+:1: error unknown-key: .*did you mean passPoints\?$/);
    await until(/> \d+ \| passPionts: 80/);
    writeFileSync(file, readFileSync(file, 'utf8').replace('passPionts: 80', 'passPoints: 80'));
    await until(/^first\.yaml: valid, first$/);
  } finally {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await gone;
  }
  expect(tenantlab(['preview', join(folder, 'nothing'), '--port', '0'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('folder-unusable'),
  });
});
